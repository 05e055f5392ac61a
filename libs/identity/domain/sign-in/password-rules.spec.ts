import { describe, expect, it } from '@jest/globals';
import { faultOfPassword } from './password-rules.js';

const owner = { email: 'ada.lovelace@demo.example', name: 'Ada Lovelace' };
const common = new Set(['dragon', 'qwertyuiop12', 'leavemealone', 'password']);
const fault = (password: string): string | null => faultOfPassword(password, owner, common)?.code ?? null;

describe('faultOfPassword', () => {
  it.each([
    ['elevenchars', 'identity/password-too-short'],
    ['ab'.repeat(101), 'identity/password-too-long'],
    ['leavemealone', 'identity/password-common'],
    ['LeaveMeAlone', 'identity/password-common'],
    ['leave me alone', 'identity/password-common'],
    ['Dragon1234567!', 'identity/password-common'],
    ['aaaaaaaaaaaaaa', 'identity/password-simple'],
    ['xy9xy9xy9xy9', 'identity/password-simple'],
    ['abcdefghijklmn', 'identity/password-simple'],
    ['987654321098', 'identity/password-simple'],
    ['AdaLovelace2026', 'identity/password-about-you'],
    ['safe city broker 1', 'identity/password-about-you'],
    ['lovelace@demo.example', 'identity/password-about-you'],
    ['ada rides a purple tram', null],
    ['correct horse battery', null],
    ['пароль из четырёх слов', null],
  ])('%s: %s', (password, code) => expect(fault(password)).toBe(code));

  it('counts characters, not bytes', () => expect(fault('🚋🚎🚌🚓🚑🚒🚐🚜🛵')).toBe('identity/password-too-short'));

  it('never repeats what was typed', () => {
    const text = JSON.stringify(faultOfPassword('leavemealone', owner, common));
    expect(text).not.toContain('leavemealone');
    expect(text).toContain('ISA-26');
  });
});
