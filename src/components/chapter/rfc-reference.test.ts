import { expect, it } from 'vitest';
import { rfcReference } from './rfc-reference.ts';

it('points at a section of the RFC Editor’s page', () => {
  expect(rfcReference(8445, '5.1.2.1')).toEqual({
    href: 'https://www.rfc-editor.org/rfc/rfc8445.html#section-5.1.2.1',
    label: 'RFC 8445 §5.1.2.1',
  });
});

it('knows appendices and whole RFCs', () => {
  expect(rfcReference(8489, 'B').href).toBe('https://www.rfc-editor.org/rfc/rfc8489.html#appendix-B');
  expect(rfcReference(7675).label).toBe('RFC 7675');
});
