import { describe, expect, it } from '@jest/globals';
import { context, COUNCIL, decision, done, drafted, POLICE, sent, type Done } from '../../../../test/support/asking.js';
import {
  decide,
  markDisclosed,
  REQUEST_STATES,
  REQUEST_WORKFLOW,
  STATE_WORDS,
  type Request,
  type RequestCommand,
  type RequestContext,
  type RequestState,
  type RequestStepName,
  type Written,
} from './index.js';

const second = context(POLICE, { officerId: 'police-second' });

/** A request in a state, brought there step by step. */
function inState(state: RequestState): Written {
  if (state === 'draft') return drafted();
  const asked = sent();
  const decided = (given: RequestContext, choice: 'authorised' | 'refused' = 'authorised'): Done =>
    done(asked, decision(asked.request, choice), given);
  switch (state) {
    case 'sent':
      return asked;
    case 'question':
      return done(asked, { step: 'ask', question: 'Which years?' }, context(POLICE));
    case 'proposed':
      return decided(context(POLICE, { fourEyes: 'always' }));
    case 'refused':
      return decided(context(POLICE), 'refused');
    case 'withdrawn':
      return done(asked, { step: 'withdraw' }, context(COUNCIL));
    case 'authorised-in-part': {
      const [first, ...others] = asked.request.items;
      const items = {
        [first!.itemId]: { decision: 'refused' as const, reason: 'Not needed.' },
        ...Object.fromEntries(others.map(({ itemId }) => [itemId, { decision: 'authorised' as const, reason: '' }])),
      };
      return done(asked, decision(asked.request, 'authorised', { items }), context(POLICE));
    }
    default: {
      const authorised = decided(context(POLICE));
      if (state === 'authorised') return authorised;
      const disclosed = markDisclosed(authorised.request);
      if (!disclosed.ok) throw new Error(disclosed.refusal.code);
      return { ...authorised, request: disclosed.value.request };
    }
  }
}

/** For each step a command that is in order wherever the table allows the step, and who gives it. */
const COMMANDS: Record<Exclude<RequestStepName, 'disclose'>, (request: Request) => [RequestCommand, RequestContext]> = {
  answer: () => [{ step: 'answer', answers: { whyAsked: 'To serve a notice.' } }, context(COUNCIL)],
  send: () => [{ step: 'send' }, context(COUNCIL)],
  ask: () => [{ step: 'ask', question: 'Which years?' }, context(POLICE)],
  reply: () => [{ step: 'reply', reply: 'The last two.' }, context(COUNCIL)],
  decide: (request) => [decision(request), context(POLICE)],
  second: () => [{ step: 'second', note: '' }, second],
  return: () => [{ step: 'return', note: 'Look again.' }, second],
  withdraw: () => [{ step: 'withdraw' }, context(COUNCIL)],
};
const STEPS = Object.keys(COMMANDS) as (keyof typeof COMMANDS)[];

describe('the workflow of a request', () => {
  it.each(REQUEST_STATES)('can bring a request into the state %s', (state) => {
    expect(inState(state).request.state).toBe(state);
    expect(STATE_WORDS[state]).not.toBe('');
  });

  it.each(REQUEST_STATES.flatMap((state) => STEPS.map((step) => [state, step] as const)))(
    '%s: %s does what the table says, or is refused',
    (state, step) => {
      const written = inState(state);
      const [command, given] = COMMANDS[step](written.request);
      const decided = decide(written, command, given);
      const next = REQUEST_WORKFLOW[state][step];
      if (!next) {
        expect(decided).toMatchObject({ ok: false, refusal: { code: 'asking/not-now' } });
        return;
      }
      if (!decided.ok) throw new Error(decided.refusal.code);
      expect(decided.value.request.state).toBe(next === 'outcome' ? 'authorised' : next);
    },
  );

  it.each(['refused', 'withdrawn', 'disclosed'] as const)('leaves nothing to be done once a request is %s', (state) => {
    const written = inState(state);
    const refused = STEPS.map((step) => decide(written, ...COMMANDS[step](written.request)).ok);
    expect(refused).toEqual(STEPS.map(() => false));
  });

  it('discloses only what is authorised, and once', () => {
    const open = REQUEST_STATES.filter((state) => markDisclosed(inState(state).request).ok);
    expect(open).toEqual(['authorised', 'authorised-in-part']);
  });

  it('runs the clock of whoever is waited for', () => {
    const question = inState('question').request;
    expect(question.dueOn).toBe('2026-11-27');
    const replied = done(
      inState('question'),
      { step: 'reply', reply: 'The last two.' },
      context(COUNCIL, { on: '2026-11-26' }),
    );
    expect(replied).toMatchObject({
      started: { kind: 'request-decision', startOn: '2026-11-26', dueOn: '2026-12-10' },
    });
    expect(
      done(inState('question'), { step: 'reply', reply: 'Late.' }, context(COUNCIL, { on: '2026-11-28' })).isLate,
    ).toBe(true);
  });

  it('decides without a reply where none comes, and starts the clock anew when that decision is sent back', () => {
    const question = inState('question');
    const late = context(POLICE, { on: '2026-12-18', fourEyes: 'always' });
    const proposed = done(question, decision(question.request), late);
    expect(proposed).toMatchObject({ ended: 'cancelled', isLate: false, request: { state: 'proposed', dueOn: null } });
    const other = context(POLICE, { on: '2026-12-18', officerId: 'police-second' });
    const returned = done(proposed, { step: 'return', note: 'Look again.' }, other);
    expect(returned).toMatchObject({ started: { kind: 'request-decision', startOn: '2026-12-18' } });
  });
});
