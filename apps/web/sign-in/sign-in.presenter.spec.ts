import { describe, expect, it } from '@jest/globals';
import { presentSignIn } from './sign-in.presenter.js';

describe('presentSignIn', () => {
  it('complains of nothing before anything was sent', () => {
    expect(presentSignIn({ next: undefined })).toEqual({
      next: '/',
      email: '',
      providers: [],
      errors: [],
      fieldErrors: {},
    });
  });

  it('says which field is missing, and links to it', () => {
    const page = presentSignIn({ email: ' ', password: '', next: '/releases' });
    expect(page.errors).toEqual([
      { text: 'Enter your email address', href: '#email' },
      { text: 'Enter your password', href: '#password' },
    ]);
    expect(page.next).toBe('/releases');
  });

  it('shows a refusal with its mend, and keeps the address but never the password', () => {
    const refusal = { code: 'identity/wait', clause: 'ISA-26', message: 'Too many.', mend: 'Wait.' } as const;
    const page = presentSignIn({ email: 'a@example.org', next: '/', refusal });
    expect(page.fieldErrors['email']).toEqual({ text: 'Too many. Wait.' });
    expect(page.email).toBe('a@example.org');
  });
});
