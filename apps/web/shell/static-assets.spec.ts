import { describe, expect, it } from '@jest/globals';
import { withoutGovUkFont } from './static-assets.js';

describe('withoutGovUkFont', () => {
  it('leaves neither the typeface nor a request for it', () => {
    const css =
      '@font-face{font-family:GDS Transport;src:url(/a.woff2)}.a{font-family:GDS Transport,arial,sans-serif;color:red}';
    expect(withoutGovUkFont(css)).toBe('.a{font-family:system-ui,"Segoe UI",Roboto,Arial,sans-serif;color:red}');
  });
});
