/** The names of the parameters in a pattern, for example `id` in `/submissions/:id`. */
type ParameterOf<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParameterOf<Rest>
  : Pattern extends `${string}:${infer Name}.${string}`
    ? Name
    : Pattern extends `${string}:${infer Name}`
      ? Name
      : never;

type Query = Record<string, string | number | undefined>;

/** An address of the pages: its pattern for the router, and a function that fills it in. */
function page<Pattern extends string>(pattern: Pattern) {
  const fill = (parameters: Record<ParameterOf<Pattern>, string>, query: Query = {}): string => {
    const path = pattern.replaceAll(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent((parameters as Record<string, string>)[name] ?? ''),
    );
    const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
    const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
    return search ? `${path}?${search}` : path;
  };
  return Object.assign(fill, { pattern });
}

/** Every address of the pages, for controllers, presenters, templates and tests alike. */
export const paths = {
  home: page('/'),
  signIn: page('/sign-in'),
  signOut: page('/sign-out'),
  confirmItIsYou: page('/confirm-it-is-you'),
  confirmPasskey: page('/confirm-it-is-you/passkey.json'),
  confirmPasskeyAnswer: page('/confirm-it-is-you/passkey'),
  signInCode: page('/sign-in/code'),
  signInCodePasskey: page('/sign-in/code/passkey.json'),
  signInCodePasskeyAnswer: page('/sign-in/code/passkey'),
  signInPasskey: page('/sign-in/passkey.json'),
  signInPasskeyAnswer: page('/sign-in/passkey'),
  signInProvider: page('/sign-in/through/:id'),
  signInProviderAnswer: page('/sign-in/through/:id/answer'),
  invitation: page('/invitations/:token'),
  account: page('/account'),
  accountPassword: page('/account/password'),
  accountApp: page('/account/authenticator-app'),
  accountAppRemoval: page('/account/authenticator-app/removal'),
  accountCodes: page('/account/recovery-codes'),
  accountPasskeys: page('/account/passkeys'),
  accountPasskeyOptions: page('/account/passkeys/options.json'),
  accountPasskeyRemoval: page('/account/passkeys/:id/removal'),
  accountSessions: page('/account/sessions'),
  accountSessionEnd: page('/account/sessions/:id/end'),
  accountObjection: page('/account/objection'),
  signInHelp: page('/sign-in-help'),
  signInHelpReset: page('/sign-in-help/officers/:id/reset'),
  signInHelpInvitation: page('/sign-in-help/officers/:id/invitation'),
  signInHelpApproval: page('/sign-in-help/resets/:id/approval'),
  agencySignIn: page('/agency-sign-in'),
  agencySignInRemoval: page('/agency-sign-in/removal'),
  datasets: page('/datasets'),
  upload: page('/datasets/:id/upload'),
  submissions: page('/submissions'),
  submission: page('/submissions/:id'),
  submissionProgress: page('/submissions/:id/progress'),
  refusedRows: page('/submissions/:id/refused-rows.csv'),
  submissionRelease: page('/submissions/:id/release'),
  submissionWithdrawal: page('/submissions/:id/withdraw'),
  releases: page('/releases'),
  release: page('/releases/:id'),
  certificate: page('/releases/:id/certificate.json'),
  collections: page('/releases/:id/collections'),
  partners: page('/partners'),
  partner: page('/partners/:id'),
  nomination: page('/partners/:id/nominate'),
  nominationEnd: page('/partners/:id/nominations/:nominationId/end'),
  nominationDeputy: page('/partners/:id/nominations/:nominationId/deputy'),
  training: page('/partners/:id/training'),
  folderAudit: page('/partners/:id/requests-folder'),
  folderAuditCsv: page('/partners/:id/requests-folder.csv'),
  folderAuditJson: page('/partners/:id/requests-folder.json'),
  absence: page('/absences/new'),
  absenceEnd: page('/absences/:id/end'),
  registration: page('/registration'),
  toolkit: page('/toolkit'),
  folder: page('/requests-folder'),
  folderCsv: page('/requests-folder.csv'),
  folderJson: page('/requests-folder.json'),
  deadlines: page('/deadlines'),
  deadline: page('/deadlines/:id'),
  calendar: page('/calendar'),
  proclaim: page('/calendar/add'),
  proclaimedDays: page('/calendar/days'),
  breaches: page('/breaches'),
  newBreach: page('/breaches/new'),
  breach: page('/breaches/:id'),
  breachReport: page('/breaches/:id/report'),
  breachStep: page('/breaches/:id/:step'),
  agreement: page('/agreement'),
  agreementVersion: page('/agreement/versions/:version'),
  agreementComparison: page('/agreement/versions/:version/compare'),
  agreementSigning: page('/agreement/versions/:version/sign'),
  agreementSigned: page('/agreement/versions/:version/signed'),
  draft: page('/agreement/draft'),
  draftClauses: page('/agreement/draft/clauses'),
  draftNewClause: page('/agreement/draft/clauses/new'),
  draftClause: page('/agreement/draft/clauses/:clause'),
  draftClauseRemoval: page('/agreement/draft/clauses/:clause/remove'),
  draftPurposes: page('/agreement/draft/purposes'),
  draftGateways: page('/agreement/draft/gateways'),
  draftRetention: page('/agreement/draft/retention'),
  draftTerms: page('/agreement/draft/days'),
  draftComparison: page('/agreement/draft/compare'),
  draftSending: page('/agreement/draft/send'),
  draftDiscarding: page('/agreement/draft/discard'),
  signatories: page('/agreement/signatories'),
  newSignatory: page('/agreement/signatories/new'),
  signatory: page('/agreement/signatories/:agencyId'),
  signatoryRemoval: page('/agreement/signatories/:agencyId/remove'),
  agreementWithdrawal: page('/agreement/signatories/:agencyId/withdraw'),
  successions: page('/agreement/successions'),
  newSuccession: page('/agreement/successions/new'),
  reviews: page('/agreement/reviews'),
  register: page('/register'),
  proofs: page('/proof'),
  proof: page('/proof/:eventId'),
  proofFile: page('/proof/:eventId.json'),
  disclosureLog: page('/disclosure-log'),
  disclosureLogCsv: page('/disclosure-log.csv'),
  disclosureLogJson: page('/disclosure-log.json'),
  logExceptions: page('/disclosure-log/exceptions'),
  logRecord: page('/disclosure-log/:id'),
  logPerson: page('/disclosure-log/:id/person'),
  logReveal: page('/disclosure-log/:id/reveal'),
  logFinding: page('/disclosure-log/:id/finding'),
  reveals: page('/reveals'),
  reveal: page('/reveals/:id'),
  revealAnswer: page('/reveals/:id/answer'),
  revealEnd: page('/reveals/:id/end'),
  samples: page('/samples'),
  sampleNew: page('/samples/new'),
  sample: page('/samples/:id'),
  sampleAgain: page('/samples/:id/draw-again'),
  sampleRecord: page('/samples/:id/records/:position'),
  findings: page('/findings'),
  finding: page('/findings/:id'),
  findingAnswer: page('/findings/:id/answer'),
  findingReopening: page('/findings/:id/reopen'),
  findingClosing: page('/findings/:id/close'),
  permissions: page('/permissions'),
  permission: page('/permissions/:act'),
  appointments: page('/appointments'),
  breakGlass: page('/break-glass'),
  breakGlassNew: page('/break-glass/new'),
  breakGlassOne: page('/break-glass/:id'),
  breakGlassRecord: page('/break-glass/:id/submissions/:submissionId'),
  breakGlassEnd: page('/break-glass/:id/end'),
  breakGlassReview: page('/break-glass/:id/review'),
  programs: page('/programs'),
  programNew: page('/programs/new'),
  programEnd: page('/programs/:id/end'),
  notices: page('/notices'),
  noticeRead: page('/notices/:id/read'),
  noticesRead: page('/notices/read'),
  noticePreferences: page('/notices/preferences'),
  calendarFeedRenewal: page('/notices/calendar'),
  calendarFeedEnd: page('/notices/calendar/end'),
  calendarFeed: page('/calendar-feed/:token.ics'),
  webhooks: page('/notices/webhooks'),
  webhookTest: page('/notices/webhooks/:id/test'),
  webhookOn: page('/notices/webhooks/:id/on'),
  webhookRemoval: page('/notices/webhooks/:id/remove'),
  system: page('/system'),
  systemTestEmail: page('/system/test-email'),
  systemRetry: page('/system/retry'),
  accessibility: page('/accessibility'),
};

/** Whether an address is one of the pages': the JSON interface and the health checks have their own manners. */
export const isPagePath = (path: string): boolean => !/^\/(api|health)(\/|$)/.test(path);

/** An address to return to after signing in: a path of this site, or the home page when it is not one. */
export function localPath(wanted: unknown): string {
  const here = 'http://here';
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || !URL.canParse(wanted, here)) return paths.home({});
  const { origin, pathname, search } = new URL(wanted, here);
  // `/.//elsewhere` lies here, but its path by itself would lead elsewhere.
  return origin === here && !pathname.startsWith('//') ? `${pathname}${search}` : paths.home({});
}
