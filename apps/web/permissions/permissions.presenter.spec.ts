import { describe, expect, it } from '@jest/globals';
import { conditionsOf, PERMISSIONS, ROLES, type Person } from '@broker/identity';
import { presentPermission, presentPermissions } from './permissions.presenter.js';

const auditor: Person = {
  role: 'auditor',
  standing: 'unsigned',
  agencyName: 'Anytown Council',
  isTrained: false,
  isSteppedUp: false,
};

describe('the table of who may do what', () => {
  const page = presentPermissions('auditor');
  const lines = page.groups.flatMap((group) => group.lines);

  it('shows every act once, and nothing else', () => {
    expect(lines.map(({ act }) => act).sort()).toEqual(Object.keys(PERMISSIONS).sort());
  });

  it('marks the column of the reader', () => {
    expect(page.columns.filter(({ own }) => own).map(({ text }) => text)).toEqual(['Auditor']);
    expect(lines.every(({ cells }) => cells.findIndex(({ own }) => own) === ROLES.indexOf('auditor'))).toBe(true);
  });

  it('says whose, what must be so, and what an emergency opens', () => {
    expect(lines.find(({ act }) => act === 'submission.view')).toMatchObject({
      must: 'Of the own agency; the agency has signed the agreement in force. In an emergency also another agency’s',
      clause: { text: 'Agreement, paragraph 26' },
      href: '/permissions/submission.view',
    });
  });
});

describe('why can I not do this?', () => {
  it('says everything that stands in the way, and what would open it', () => {
    const page = presentPermission('break-glass.open', conditionsOf('break-glass.open', auditor));
    expect(page.may).toBe(false);
    expect(page.verdict).toContain('4 things together would open it');
    expect(page.conditions.map(({ met }) => met)).toEqual([false, false, false, false]);
    expect(page.conditions[0]).toMatchObject({ clause: { text: 'Agreement, paragraph 10' } });
    expect(page.conditions.every(({ mend }) => mend)).toBe(true);
  });

  it('says yes where nothing stands in the way', () => {
    expect(presentPermission('agreement.view', conditionsOf('agreement.view', auditor))).toMatchObject({
      may: true,
      verdict: 'You may read the agreement.',
    });
  });
});
