/** The one password of all invented officers. The demonstration listens on this computer alone. */
export const DEMONSTRATION_PASSWORD = 'safe city demonstration';

/** The sign-ins worth trying, and whom they stand for. */
export const DEMONSTRATION_SIGN_INS: readonly { email: string; who: string }[] = [
  { email: 'police.steward@demo.example', who: 'data steward, Hampshire Constabulary: uploads and releases' },
  { email: 'council.officer@demo.example', who: 'designated officer, Southampton City Council: collects' },
  {
    email: 'health.officer@demo.example',
    who: 'designated officer, the integrated care board, successor of the primary care trust',
  },
  { email: 'council.auditor@demo.example', who: 'auditor, Southampton City Council: reviews the disclosure log' },
  {
    email: 'probation.auditor@demo.example',
    who: 'auditor, Hampshire Probation Service: the second person of a reveal',
  },
  { email: 'council.manager@demo.example', who: 'partnership manager, Southampton City Council' },
  { email: 'police.signer@demo.example', who: 'signing officer, Hampshire Constabulary: signs and nominates' },
  { email: 'council.operator@demo.example', who: 'operator: calendar, notices, health of the installation' },
  { email: 'voluntary.officer@demo.example', who: 'an agency that has not signed: sees what is closed to it' },
  { email: 'ferries.officer@demo.example', who: 'an agency that is not a signatory' },
  { email: 'shared.officer@demo.example', who: 'three posts in two partnerships: is asked in which to act' },
  { email: 'northmoor-police.steward@demo.example', who: 'another partnership: sees nothing of Southampton' },
];

/** What a person is told once the demonstration runs. */
export function demonstrationWelcome(address: string): string {
  const width = Math.max(...DEMONSTRATION_SIGN_INS.map(({ email }) => email.length));
  return [
    `Demonstration sign-ins (all officers are invented; the password is “${DEMONSTRATION_PASSWORD}”):`,
    ...DEMONSTRATION_SIGN_INS.map(({ email, who }) => `  ${email.padEnd(width)}  ${who}`),
    '',
    'Three things to try:',
    `  1. Sign in at ${address}/sign-in as the police data steward and upload a street-level month of Police.uk to POL-2.`,
    '  2. Release it, then sign in as the council’s designated officer and download it.',
    '  3. Open the release’s evidence, then run: npx broker ledger verify',
  ].join('\n');
}
