import type { ActorNames } from '@broker/agreement';
import { mayAct, ROLE_NAMES, type Act, type Person } from '@broker/identity';
import { paths } from '../paths.js';

/** Header and navigation of a page. */
export interface Shell {
  partnership: string;
  officer: string;
  agency: string;
  role: string;
  /** Where somebody who holds several appointments chooses another; null for all others. */
  choose: string | null;
  navigation: { text: string; href: string; active: boolean }[];
  /** What is needed less often, at the foot of the page. */
  more: { text: string; href: string }[];
}

interface Place {
  text: string;
  href: string;
  /** Another address whose pages belong to the place. */
  also?: string;
  act: Act;
}

const PLACES: Place[] = [
  { text: 'Home', href: paths.home({}), act: 'home.view' },
  { text: 'Notices', href: paths.notices({}), act: 'notice.view' },
  { text: 'Datasets', href: paths.datasets({}), act: 'dataset.view' },
  { text: 'Submissions', href: paths.submissions({}), act: 'submission.view' },
  { text: 'Releases', href: paths.releases({}), act: 'release.view' },
  { text: 'Requests', href: paths.requests({}), act: 'request.view' },
  { text: 'Disclosures', href: paths.disclosures({}), also: paths.records({}), act: 'disclosure.view' },
  { text: 'Disclosure log', href: paths.disclosureLog({}), act: 'log.view' },
  { text: 'Samples', href: paths.samples({}), act: 'sample.view' },
  { text: 'Breaches', href: paths.breaches({}), act: 'breach.view' },
  { text: 'Partners', href: paths.partners({}), act: 'partner.view' },
  { text: 'Agreement', href: paths.agreement({}), act: 'agreement.view' },
  { text: 'Proof', href: paths.proofs({}), act: 'ledger.view' },
  { text: 'System', href: paths.system({}), act: 'system.view' },
];

const MORE: Place[] = [
  { text: 'Witnesses of the log', href: paths.witnesses({}), act: 'witness.view' },
  { text: 'Deadlines', href: paths.deadlines({}), act: 'deadline.view' },
  { text: 'Gateways', href: paths.gateways({}), act: 'gateway.view' },
  { text: 'Subject access', href: paths.subjectAccess({}), act: 'subject-access.view' },
  { text: 'FOI', href: paths.foi({}), act: 'foi.view' },
  { text: 'Passing on', href: paths.onward({}), act: 'onward.view' },
  { text: 'Retention', href: paths.retention({}), act: 'retention.view' },
  { text: 'Never opened', href: paths.retentionUnopened({}), act: 'retention.unopened' },
  { text: 'Reveals', href: paths.reveals({}), act: 'reveal.view' },
  { text: 'Audit findings', href: paths.findings({}), act: 'finding.view' },
  { text: 'Emergency openings', href: paths.breakGlass({}), act: 'break-glass.view' },
  { text: 'Programs that act for your agency', href: paths.programs({}), act: 'program.view' },
];

/** What else the head of a page tells of a person. */
export interface ShellExtras {
  /** The person can switch to another appointment. */
  holdsSeveral?: boolean | undefined;
  /** Notices that wait to be read. */
  unread?: number;
}

/** The same words for everyone; what a person may not use is not offered. `path` is the address of the page. */
export function presentShell(
  names: ActorNames,
  person: Person,
  path: string,
  { holdsSeveral = false, unread = 0 }: ShellExtras = {},
): Shell {
  const open = (places: Place[]) => places.filter(({ act }) => mayAct(act, person).ok);
  return {
    partnership: names.partnership,
    officer: names.officer,
    agency: names.agency,
    role: ROLE_NAMES[person.role],
    choose: holdsSeveral ? paths.appointments({}) : null,
    navigation: open(PLACES).map(({ text, href, also }) => ({
      text: href === paths.notices({}) && unread > 0 ? `${text} (${unread})` : text,
      href,
      active: [href, also].some(
        (one) => path === one || (one !== undefined && one !== '/' && path.startsWith(`${one}/`)),
      ),
    })),
    more: open(MORE).map(({ text, href }) => ({ text, href })),
  };
}
