import { describe, expect, it } from '@jest/globals';
import { collectAnswers, QUESTIONS } from './first-administrator.js';

const complete = {
  partnership: 'Example Partnership',
  district: 'Exampleton',
  agency: 'Example Council',
  kind: 'council',
  name: 'Avery Example',
  email: 'avery@example.org',
  password: 'a long enough one',
};

describe('the first administrator of an empty installation', () => {
  it('is taken from the surroundings when they answer everything', async () => {
    expect(await collectAnswers(complete, null)).toEqual(complete);
  });

  it('is asked for what the surroundings leave out, again while the answer is wrong, and the password unseen', async () => {
    const { email: _email, password: _password, ...given } = complete;
    const replies = ['not an address', 'avery@example.org', 'short', 'a long enough one'];
    const asked: [string, boolean][] = [];
    const answers = await collectAnswers(given, (question, hidden) => {
      asked.push([question, hidden]);
      return Promise.resolve(replies.shift() ?? '');
    });
    expect(answers).toEqual(complete);
    expect(asked.map(([, hidden]) => hidden)).toEqual([false, false, true, true]);
  });

  it.each(QUESTIONS.map(({ field }) => field))(
    'is refused in one sentence when nobody can be asked for: %s',
    async (field) => {
      await expect(collectAnswers({ ...complete, [field]: '' }, null)).rejects.toThrow(
        /first administrator is not known/,
      );
    },
  );
});
