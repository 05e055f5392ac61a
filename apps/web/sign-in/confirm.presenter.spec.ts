import { describe, expect, it } from '@jest/globals';
import { presentConfirm } from './confirm.presenter.js';

const none = { app: false, passkeys: 0, recoveryCodesLeft: 0 };

describe('presentConfirm', () => {
  it('complains of nothing before anything was sent, and goes nowhere else', () => {
    const page = presentConfirm({ next: '//evil.example', ways: none });
    expect(page).toMatchObject({ next: '/', asks: 'password', errors: [], fieldErrors: {} });
  });
  it('asks whoever has set up a second proof for that', () => {
    expect(presentConfirm({ next: '/', ways: { ...none, app: true } }).asks).toBe('code');
    expect(presentConfirm({ next: '/', ways: { ...none, passkeys: 1 } })).toMatchObject({
      asks: 'code',
      hasPasskey: true,
    });
  });
  it('asks for what is missing, and says what was wrong', () => {
    expect(presentConfirm({ next: '/', ways: none, sent: { password: ' ' } }).errors).toEqual([
      { text: 'Enter your password', href: '#password' },
    ]);
    const refusal = { code: 'identity/wait', clause: 'ISA-26', message: 'Too many.', mend: 'Wait.' } as const;
    expect(presentConfirm({ next: '/', ways: none, refusal }).fieldErrors['password']).toEqual({
      text: 'Too many. Wait.',
    });
  });
});
