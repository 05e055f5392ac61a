import { describe, expect, it } from '@jest/globals';
import { addDays } from '@broker/working-calendar';
import fc from 'fast-check';
import * as sample from '../../../test/support/breaches.js';
import {
  BREACH_WORKFLOW,
  decide,
  isOpen,
  type Breach,
  type BreachActor,
  type BreachClock,
  type BreachCommand,
  type BreachStepName,
} from './index.js';

const { COUNCIL, FIRE, HEALTH, MANAGER, POLICE, UNSIGNED, officer } = sample;

/** The plainest picture of a breach: what is still owed, told without states. */
interface Model {
  told: boolean;
  answers: Set<string>;
  called: boolean;
  met: boolean;
  minuted: boolean;
  circulated: boolean;
  actions: Set<string>;
  decisions: Set<string>;
  over: boolean;
}

/** The product beside it, with the clocks as the database would hold them: rows added and taken away. */
interface Real {
  breach: Breach;
  rows: BreachClock[];
  day: string;
  accused: string[];
}

const keyOf = ({ kind, agencyId }: BreachClock): string => `${kind} ${agencyId ?? 'manager'}`;

/** The clocks that must run, from the words of paragraph 32 alone. */
function owed(model: Model, accused: readonly string[]): string[] {
  if (model.over) return [];
  if (!model.told) return [`breach-report ${POLICE}`];
  const commissioner = accused.filter((one) => !model.decisions.has(one)).map((one) => `breach-commissioner ${one}`);
  if (model.circulated)
    return [
      ...commissioner,
      ...(model.actions.size > 0 ? [...model.actions].map(() => `breach-action ${COUNCIL}`) : ['breach-close manager']),
    ];
  if (model.met) return [...commissioner, 'breach-minutes manager'];
  const unanswered = accused.filter((one) => !model.answers.has(one)).map((one) => `breach-response ${one}`);
  const meets = model.called || unanswered.length === 0;
  return [...commissioner, ...unanswered, ...(meets ? ['breach-meeting manager'] : [])];
}

/** A breach that the samples' own can be merged into. */
const OTHER: Breach = { ...sample.inState('reported'), id: 'other' };

/** Compares without the weight of a matcher: this happens hundreds of thousands of times. */
function mustBe(isSo: boolean, what: () => string): void {
  if (!isSo) throw new Error(what());
}

/** Steps that end a breach early. */
const SELDOM = new Set<string>(['withdraw', 'merge']);

class Step implements fc.Command<Model, Real> {
  constructor(
    private step: BreachStepName,
    private actor: BreachActor,
    private readonly days: number,
    private readonly nth: number,
    private readonly isLikely: boolean,
  ) {}

  check = (): boolean => true;

  run(model: Model, real: Real): void {
    real.day = addDays(real.day, this.days);
    const before = real.breach;
    const likely = Object.keys(BREACH_WORKFLOW[before.state]).filter((one) => !SELDOM.has(one)) as BreachStepName[];
    if (this.isLikely && likely.length > 0) {
      this.step = likely[this.nth % likely.length]!;
      this.actor = sample.COMMANDS[this.step](before).actor;
    }
    const decided = decide(
      before,
      this.command(real),
      sample.context({ actor: this.actor, day: real.day, target: OTHER }),
    );
    if (!decided.ok) {
      return;
    }
    if (!decided.value) return;
    const { breach, clocks } = decided.value;
    const allowed = [BREACH_WORKFLOW[before.state][this.step]].flat();
    mustBe(allowed.includes(breach.state), () => `${before.state} went to ${breach.state}`);
    if (this.step === 'hold-meeting')
      mustBe(before.meeting!.at.slice(0, 10) <= breach.met!.on, () => `met before ${before.meeting!.at}`);
    const gone = [...clocks.met, ...clocks.cancelled];
    // What ends was running: no row is taken away twice.
    const strange = gone.filter((one) => !real.rows.some((row) => sameRow(row, one)));
    mustBe(strange.length === 0, () => `ended without running: ${strange.map(keyOf).join(', ')}`);
    real.rows = [...real.rows.filter((row) => !gone.some((one) => sameRow(row, one))), ...clocks.armed];
    real.breach = breach;
    this.tell(model, before, breach);
    const running = real.rows.map(keyOf).sort().join(', ');
    const wanted = owed(model, real.accused).sort().join(', ');
    mustBe(running === wanted, () => `in ${breach.state} there run ${running}; owed are ${wanted}`);
    const hasTurn = real.rows.some(({ kind }) => kind !== 'breach-commissioner');
    mustBe(hasTurn === isOpen(breach.state), () => `${breach.state}: nobody's turn`);
  }

  /** What a reader of the minutes would note down. */
  private tell(model: Model, before: Breach, { actions }: Breach): void {
    if (this.step === 'report') model.told = true;
    if (this.step === 'answer') model.answers.add(this.actor.agencyId);
    if (this.step === 'call-meeting') model.called = true;
    if (this.step === 'hold-meeting') model.met = true;
    if (this.step === 'minute') model.actions = new Set(actions.map(({ id }) => id));
    if (this.step === 'circulate') model.circulated = true;
    if (this.step === 'complete-action') model.actions.delete(before.actions[this.nth % before.actions.length]!.id);
    if (this.step === 'decide-commissioner') model.decisions.add(this.actor.agencyId);
    if (this.step === 'close' || this.step === 'withdraw' || this.step === 'merge') model.over = true;
  }

  private command({ breach, day, accused }: Real): BreachCommand {
    const { actions } = breach;
    const action = { ...sample.ACTION, dueOn: addDays(day, 20) };
    switch (this.step) {
      case 'amend':
        return sample.REPORT(accused);
      case 'call-meeting':
        return { ...(sample.CALL as object), at: `${addDays(day, this.nth % 3)}T09:00:00Z` } as BreachCommand;
      case 'hold-meeting':
        return { step: 'hold-meeting', on: day, attended: [POLICE, ...accused] };
      case 'minute':
        return { step: 'minute', text: 'Agreed.', actions: Array.from({ length: this.nth % 3 }, () => action) };
      case 'complete-action':
        return { step: 'complete-action', actionId: actions[this.nth % actions.length]?.id ?? 'none', note: 'Done.' };
      case 'decide-commissioner':
        return { ...(sample.COMMISSIONER as object), lateReasons: 'Found late.' } as BreachCommand;
      default:
        return sample.COMMANDS[this.step](breach).command;
    }
  }

  toString = (): string => `${this.step} by ${this.actor.agencyId} after ${this.days} days`;
}

const sameRow = (one: BreachClock, other: BreachClock): boolean =>
  one.kind === other.kind &&
  one.subject.id === other.subject.id &&
  one.dueOn === other.dueOn &&
  one.startOn === other.startOn;

/** Steps that end a breach come seldom, so that the runs go far. */
const STEPS: BreachStepName[] = [
  ...([
    'amend',
    'report',
    'receive',
    'answer',
    'answer',
    'call-meeting',
    'hold-meeting',
    'minute',
    'circulate',
  ] as const),
  ...(['report', 'answer', 'call-meeting', 'hold-meeting', 'minute', 'circulate', 'complete-action'] as const),
  ...(['complete-action', 'decide-commissioner', 'decide-individuals', 'receive-minutes', 'close'] as const),
];
const step = (name: fc.Arbitrary<BreachStepName>, days: fc.Arbitrary<number>) =>
  fc
    .tuple(
      name,
      fc.constantFrom(...[POLICE, COUNCIL, HEALTH, FIRE, UNSIGNED].map(officer), MANAGER, MANAGER),
      days,
      fc.nat(9),
      fc.boolean(),
    )
    .map(([named, actor, count, nth, isLikely]) => new Step(named, actor, count, nth, isLikely));

describe('any course that a breach can take', () => {
  it('never enters a forbidden state, never loses a clock, and runs exactly one for each open step', () => {
    const reached = new Map<string, number>();
    fc.assert(
      fc.property(
        fc.commands(
          [
            step(fc.constantFrom(...STEPS), fc.constantFrom(0, 0, 1, 2, 7)),
            step(fc.constantFrom(...STEPS), fc.constantFrom(0, 1)),
            step(fc.constantFrom(...STEPS, 'withdraw', 'merge'), fc.constantFrom(0, 1)),
          ],
          { maxCommands: 40, size: 'max' },
        ),
        fc.constantFrom<string[]>([COUNCIL], [COUNCIL, HEALTH], [COUNCIL, HEALTH, UNSIGNED]),
        (commands, accused) => {
          const begun = sample.noticedBreach();
          const { breach, clocks } = sample.done(begun, sample.REPORT(accused), officer(POLICE), sample.AWARE_ON);
          expect(clocks.armed).toEqual([]);
          const model: Model = {
            told: false,
            answers: new Set(),
            called: false,
            met: false,
            minuted: false,
            circulated: false,
            actions: new Set(),
            decisions: new Set(),
            over: false,
          };
          const rows = sample.firstClocks();
          const real: Real = { breach, rows, day: sample.AWARE_ON, accused };
          fc.modelRun(() => ({ model, real }), commands);
          reached.set(real.breach.state, (reached.get(real.breach.state) ?? 0) + 1);
        },
      ),
      { numRuns: 10_000 },
    );
    // The runs go everywhere: an end that none reached would prove nothing.
    expect(Object.keys(BREACH_WORKFLOW).filter((state) => !reached.has(state))).toEqual([]);
  }, 300_000);
});
