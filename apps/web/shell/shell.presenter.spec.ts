import { describe, expect, it } from '@jest/globals';
import type { Role, Standing } from '@broker/identity';
import { presentShell } from './shell.presenter.js';

const names = {
  officer: 'Ada Officer',
  agency: 'Anytown Police',
  agencyKind: 'police' as const,
  partnership: 'Anytown Partnership',
  districts: ['Anytown'],
};
const person = (role: Role, standing: Standing) => ({
  role,
  standing,
  agencyName: names.agency,
  isTrained: true,
  isSteppedUp: false,
});
const texts = (...args: Parameters<typeof presentShell>) => presentShell(...args).navigation.map(({ text }) => text);
const active = (path: string) =>
  presentShell(names, person('data-steward', 'signed'), path)
    .navigation.filter((item) => item.active)
    .map(({ text }) => text);

describe('the navigation says the same words to everyone and offers what the person may use', () => {
  it('shows a data steward of a signed agency everything', () => {
    expect(texts(names, person('data-steward', 'signed'), '/')).toEqual([
      'Home',
      'Notices',
      'Datasets',
      'Submissions',
      'Releases',
      'Partners',
      'Agreement',
      'Proof',
    ]);
  });

  it('shows an auditor no submissions, and an unsigned agency no data at all', () => {
    expect(texts(names, person('auditor', 'signed'), '/')).not.toContain('Submissions');
    expect(texts(names, person('data-steward', 'unsigned'), '/')).toEqual([
      'Home',
      'Notices',
      'Datasets',
      'Partners',
      'Agreement',
      'Proof',
    ]);
  });

  it('marks the place of a page beneath it, and home only itself', () => {
    expect(active('/releases/1')).toEqual(['Releases']);
    expect(active('/')).toEqual(['Home']);
  });
});
