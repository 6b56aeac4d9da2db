import { describe, expect, it } from 'vitest';
import { predecessorOf, readRfc } from './rfc-sections.mjs';

/** A text as the RFC Editor sets it, with one heading and one entry of the contents to be changed. */
function rfc({ heading = '2.1.  Sending over a\n      Long Line' } = {}): string {
  return `
Internet Engineering Task Force (IETF)                        A. Nobody
Request for Comments: 9999
Obsoletes: 5245, 6336

                 An Example
             Told in Two Lines

Abstract

   1. This is no heading.

Table of Contents

   1.  Introduction  . . . . . . . . . . . . . . .   3
   2. Overview .......................................4
     2.1.  Sending over a
           Long Line . . . . . . . . . . . . . . .   9
   Appendix A.  Changes from RFC 5245 . . . . . . . 10
   Authors' Addresses

1.  Introduction

   2. Nor is this one.

Nobody                       Standards Track                    [Page 1]
\f
RFC 9999                        Example                      July 2018

2.  Overview

${heading}

Appendix A.  Changes from RFC 5245
`;
}

describe('reading the sections of an RFC', () => {
  it('finds them with their titles, over page breaks and line breaks', () => {
    expect(readRfc(rfc())).toEqual({
      title: 'An Example Told in Two Lines',
      obsoletes: [5245, 6336],
      sections: {
        '1': 'Introduction',
        '2': 'Overview',
        '2.1': 'Sending over a Long Line',
        A: 'Changes from RFC 5245',
      },
    });
  });

  it.each([
    ['has another title than', '2.1.  Sending over a\n      Wrong Line'],
    ['is missing from', 'Something else'],
  ])('refuses a text whose heading %s its contents', (_, heading) => {
    expect(() => readRfc(rfc({ heading }))).toThrow('2.1: ');
  });

  it('takes sections that are too deep for the contents only in their order', () => {
    const deep = (number: string) => `2.1.  Sending over a\n      Long Line\n\n${number}.  Deep`;
    expect(readRfc(rfc({ heading: deep('2.1.1') })).sections['2.1.1']).toBe('Deep');
    expect(() => readRfc(rfc({ heading: deep('2.1.2') }))).toThrow('2.1.2 comes without 2.1.1');
  });

  it.each([
    ['5.3', '5.2'],
    ['5.1', '5'],
    ['2', '1'],
    ['B', 'A'],
    ['B.1', 'B'],
    ['1', undefined],
    ['A', undefined],
  ])('knows what comes before %s: %s', (number, before) => {
    expect(predecessorOf(number)).toBe(before);
  });
});
