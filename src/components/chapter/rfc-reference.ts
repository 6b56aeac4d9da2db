/**
 * Address and words of an RFC or one of its sections, on the RFC Editor's site.
 * A section is a number (`5.1.2.1`) or an appendix (`B`, `A.2`).
 */
export function rfcReference(n: number, section?: string): { href: string; label: string } {
  const page = `https://www.rfc-editor.org/rfc/rfc${n}.html`;
  if (!section) return { href: page, label: `RFC ${n}` };
  const isAppendix = /^[A-Z]/.test(section);
  return isAppendix
    ? { href: `${page}#appendix-${section}`, label: `RFC ${n} Appendix ${section}` }
    : { href: `${page}#section-${section}`, label: `RFC ${n} §${section}` };
}
