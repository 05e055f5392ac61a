import { describe, expect, it } from '@jest/globals';
import { presentConfirm } from './confirm.presenter.js';

describe('presentConfirm', () => {
  it('complains of nothing before anything was sent, and goes nowhere else', () => {
    expect(presentConfirm({ next: '//evil.example' })).toEqual({ next: '/', errors: [], fieldErrors: {} });
  });
  it('asks for what is missing, and says what was wrong', () => {
    expect(presentConfirm({ next: '/', password: '' }).errors).toEqual([
      { text: 'Enter your password', href: '#password' },
    ]);
    const refusal = { code: 'identity/wait', clause: 'ISA-26', message: 'Too many.', mend: 'Wait.' } as const;
    expect(presentConfirm({ next: '/', refusal }).fieldErrors.password).toEqual({ text: 'Too many. Wait.' });
  });
});
