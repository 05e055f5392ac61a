import { ROLE_NAMES, type OfficerLine, type Role } from '@broker/identity';
import type { LocalDate } from '@broker/kernel';
import { localDateText, momentText } from '../format/dates.js';
import { paths } from '../paths.js';
import { blankForm, datePartsOf, partsOf, textOf, type FormPage, type SentForm } from './form.presenter.js';

/** An agency as a form is about it. */
export interface AgencyNamed {
  agencyId: string;
  agency: string;
}

/** Which question a refusal is about. */
export const NOMINATION_PLACES = {
  'officers/name-missing': 'name',
  'officers/email-malformed': 'email',
  'officers/own-nomination': 'email',
  'officers/nominated-already': 'email',
  'officers/not-yours-to-nominate': 'role',
  'officers/end-before-start': 'endsOn',
  'officers/end-in-past': 'endsOn',
  'officers/own-deputy': 'deputyId',
  'officers/deputy-of-another-agency': 'deputyId',
  'working-calendar/unreadable-date': 'startsOn',
} as const;

const backTo = ({ agencyId, agency }: AgencyNamed) => ({ text: agency, href: paths.partner({ id: agencyId }) });

/**
 * The form that nominates somebody.
 * @param roles that the person may fill; @param colleagues who could be deputy; @param form what was sent, when it was refused.
 */
export function presentNomination(
  place: AgencyNamed,
  roles: readonly Role[],
  colleagues: readonly OfficerLine[],
  on: LocalDate,
  form?: SentForm,
): FormPage {
  const chosen = textOf(form, 'role') || 'designated-officer';
  return blankForm({
    title: 'Nominate an officer',
    caption: place.agency,
    back: backTo(place),
    lead: 'They can act from the first day on. For somebody who has no sign-in yet you get a link, to hand over to them.',
    fields: [
      {
        kind: 'radios',
        id: 'role',
        label: 'Which post?',
        items: roles.map((role) => ({ value: role, text: capital(ROLE_NAMES[role]), checked: role === chosen })),
      },
      { kind: 'text', id: 'name', label: 'Name', value: textOf(form, 'name'), autocomplete: 'off' },
      {
        kind: 'text',
        id: 'email',
        label: 'Email address at work',
        hint: 'Somebody who is known under it already keeps their name and their sign-in.',
        value: textOf(form, 'email'),
        type: 'email',
        autocomplete: 'off',
      },
      { kind: 'date', id: 'startsOn', label: 'First day', value: form ? datePartsOf(form, 'startsOn') : partsOf(on) },
      {
        kind: 'date',
        id: 'endsOn',
        label: 'Last day',
        hint: 'Leave it empty for a post without an end.',
        value: datePartsOf(form, 'endsOn'),
      },
      deputies(colleagues, textOf(form, 'deputyId'), null),
    ],
    button: 'Nominate',
  });
}

/** What the page says that shows the link of somebody new, once. */
export interface InvitedPage {
  name: string;
  caption: string;
  /** `Designated officer from Friday 20 November 2026`. */
  post: string;
  link: string;
  expires: string;
  /** Whether the post begins on a later day: until then they cannot sign in. */
  startsLater: string | null;
  email: string;
  agencyHref: string;
  trainingHref: string;
}

/** Somebody new was nominated. @param facts what was asked for, and the link's token; @param origin of this site. */
export function presentInvited(
  facts: AgencyNamed & {
    role: Role;
    name: string;
    email: string;
    startsOn: LocalDate;
    on: LocalDate;
    token: string;
    expiresAt: Date;
  },
  origin: string,
): InvitedPage {
  const { agencyId: id, agency, role, name, email, startsOn, on, token, expiresAt } = facts;
  return {
    name,
    caption: agency,
    post: `${capital(ROLE_NAMES[role])} from ${localDateText(startsOn)}`,
    link: `${origin}${paths.invitation({ token })}`,
    expires: momentText(expiresAt),
    startsLater: startsOn > on ? localDateText(startsOn) : null,
    email,
    agencyHref: paths.partner({ id }),
    trainingHref: paths.training({ id }),
  };
}

/** The form that gives a nomination its last day. */
export function presentEnd(place: AgencyNamed, line: OfficerLine, on: LocalDate, form?: SentForm): FormPage {
  const hasBegun = line.startedOn <= on;
  return blankForm({
    title: hasBegun ? `End the nomination of ${line.name}` : `Take back the nomination of ${line.name}`,
    caption: `${place.agency}, ${ROLE_NAMES[line.role]}`,
    back: backTo(place),
    lead: hasBegun
      ? 'On the last day they can still act. What they did stays on record.'
      : `It was to begin on ${localDateText(line.startedOn)}, and will not. Leave the last day empty to take it back.`,
    fields: [
      {
        kind: 'date',
        id: 'endsOn',
        label: 'Last day',
        hint: hasBegun ? 'Today or later. Empty: today.' : 'Empty: it does not begin at all.',
        value: datePartsOf(form, 'endsOn'),
      },
    ],
    button: hasBegun ? 'End the nomination' : 'Take it back',
    isWarning: true,
  });
}

/** The form that names who stands in. */
export function presentDeputy(
  place: AgencyNamed,
  line: OfficerLine,
  colleagues: readonly OfficerLine[],
  form?: SentForm,
): FormPage {
  return blankForm({
    title: `Who stands in for ${line.name}?`,
    caption: `${place.agency}, ${ROLE_NAMES[line.role]}`,
    back: backTo(place),
    lead: `While ${line.name} is away, what would reach them reaches the deputy. The deputy decides only what their own posts let them decide.`,
    fields: [deputies(colleagues, form ? textOf(form, 'deputyId') : (line.deputyId ?? ''), line.officerId)],
    button: 'Save',
  });
}

function deputies(colleagues: readonly OfficerLine[], chosen: string, holderId: string | null) {
  const people = new Map(colleagues.map(({ officerId, name }) => [officerId, name]));
  if (holderId) people.delete(holderId);
  return {
    kind: 'select' as const,
    id: 'deputyId',
    label: 'Deputy',
    hint: 'Somebody who holds a post of the agency.',
    items: [
      { value: '', text: 'Nobody', checked: chosen === '' },
      ...[...people].map(([value, text]) => ({ value, text, checked: value === chosen })),
    ],
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
