import {
  PERMISSIONS,
  ROLE_NAMES,
  type Act,
  type Actor,
  type Role,
  type ColleagueView,
  type LinkToHandOver,
} from '@broker/identity';
import { momentText } from '../format/dates.js';
import { paths } from '../paths.js';

/** One colleague on the page, with the one thing that can be done for them. */
export interface ColleagueLine {
  name: string;
  post: string;
  state: string;
  /** The button, or null where this person can do nothing now. */
  button: { text: string; action: string; hidden: string } | null;
}

/** @param colleagues in the order of the list. What the actor's role may not do is not offered. */
export function presentHelp(actor: Actor, colleagues: readonly ColleagueView[]): { colleagues: ColleagueLine[] } {
  return { colleagues: colleagues.map((one) => presentColleague(actor, one)) };
}

function presentColleague(actor: Actor, one: ColleagueView): ColleagueLine {
  const { officerId: id, name, agency, roles, reset, hasPassword } = one;
  const post = `${roles.map((role) => ROLE_NAMES[role]).join(', ')}, ${agency}`;
  const line = (state: string, button: ColleagueLine['button'] = null): ColleagueLine => ({
    name,
    post,
    state,
    button,
  });
  const button = (act: Act, text: string, action: string) =>
    (PERMISSIONS[act].roles as readonly Role[]).includes(actor.role) ? { text, action, hidden: ` for ${name}` } : null;
  if (reset?.opensAt)
    return line(
      `Reset approved. Their link is good from ${momentText(new Date(reset.opensAt))}; until then they can object.`,
    );
  if (reset) {
    const state = `Reset started on ${momentText(new Date(reset.startedAt))}. It waits for a second person.`;
    if (reset.startedBy === actor.officerId) return line(`${state} That cannot be you.`);
    return line(
      state,
      button('sign-in-reset.approve', 'Approve the reset', paths.signInHelpApproval({ id: reset.id })),
    );
  }
  if (!hasPassword)
    return line(
      'Invited, but has not chosen a password yet.',
      button('invitation.renew', 'Make a new link', paths.signInHelpInvitation({ id })),
    );
  return line('Can sign in.', button('sign-in-reset.start', 'Start a reset', paths.signInHelpReset({ id })));
}

/** The link that is shown once. @param origin of this site. */
export function presentLink({ token, opensAt, expiresAt }: LinkToHandOver, origin: string) {
  return {
    link: `${origin}${paths.invitation({ token })}`,
    opens: momentText(opensAt),
    expires: momentText(expiresAt),
  };
}
