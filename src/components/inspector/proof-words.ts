import type { Locale } from '#src/i18n/locales.ts';
import { inspector as messages } from '#src/i18n/messages/inspector.ts';
import type { Field, FieldGroup } from './model.ts';
import type { Verdict, Verdicts } from './verify.ts';

export type ProofName = 'integrity' | 'integritySha256' | 'fingerprint';

export const PROOF_NAMES: readonly ProofName[] = ['integrity', 'integritySha256', 'fingerprint'];

/** What became of a proof, in words; its mark says the same: ✓, ✗, or – where nobody checked. */
export function verdictWords(name: ProofName, verdict: Verdict, verdicts: Verdicts, locale: Locale): string {
  const { checks } = messages[locale];
  switch (verdict) {
    case 'valid':
      return verdicts.algorithm && name !== 'fingerprint'
        ? checks.validWith(verdicts.algorithm)
        : checks.valid;
    case 'invalid':
      return name === 'fingerprint' ? checks.invalidFingerprint : checks.invalid;
    case 'needs-password':
      return checks.needsPassword;
    case 'needs-username':
      return checks.needsUsername;
    case 'needs-realm':
      return checks.needsRealm;
    case 'broken':
      return checks.broken;
    case 'absent':
      return '';
  }
}

export function verdictMark(verdict: Verdict): string {
  return verdict === 'valid' ? '✓' : verdict === 'invalid' ? '✗' : '–';
}

/** The verdict on the proof that a field is; empty for other fields. */
export function proofWords(field: Field, group: FieldGroup, verdicts: Verdicts, locale: Locale): string {
  const name = proofOf(field, group);
  if (!name || verdicts[name] === 'absent') return '';
  return `${verdictMark(verdicts[name])} ${verdictWords(name, verdicts[name], verdicts, locale)}`;
}

function proofOf({ name }: Field, { attribute }: FieldGroup): ProofName | undefined {
  if (attribute?.counts === false) return undefined;
  if (name === 'fingerprint') return 'fingerprint';
  if (name !== 'hmac') return undefined;
  return attribute?.reading?.type === 'MESSAGE-INTEGRITY' ? 'integrity' : 'integritySha256';
}
