// How fast access tokens are checked, beside the library alone and beside Node's own verification, in the same run:
//   npm run bench -- tokens [--tokens 300] [--rounds 9]
// `strict` reads the token as the interface does before it looks up a key; `ours` is that and the signature, as for each request.
import { generateKeyPairSync, randomUUID, verify } from 'node:crypto';
import { parseArgs } from 'node:util';
import jwt from 'jsonwebtoken';
import { claimsFor, readAccessToken, withCanonicalSignature } from '../dist/libs/identity/domain/index.js';

const { values } = parseArgs({
  options: { tokens: { type: 'string', default: '300' }, rounds: { type: 'string', default: '9' } },
});
const [count, rounds] = [Number(values.tokens), Number(values.rounds)];

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const keyid = 'cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s';
const now = new Date();
const header = { alg: 'ES256', typ: 'at+jwt', kid: keyid };
const tokens = Array.from({ length: count }, () => {
  const claims = claimsFor({ programId: randomUUID(), appointmentId: randomUUID() }, randomUUID(), now);
  return withCanonicalSignature(jwt.sign(claims, privateKey, { algorithm: 'ES256', header }));
});
const options = { algorithms: ['ES256'], issuer: 'safe-city-broker', audience: 'safe-city-broker/api/v1' };

const ARMS = {
  'crypto.verify': (token) => {
    const cut = token.lastIndexOf('.');
    const signature = Buffer.from(token.slice(cut + 1), 'base64url');
    return verify('sha256', Buffer.from(token.slice(0, cut)), { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature);
  },
  jsonwebtoken: (token) => Boolean(jwt.verify(token, publicKey, options)),
  strict: (token) => readAccessToken(token, now) !== null,
  ours: (token) => readAccessToken(token, now) !== null && Boolean(jwt.verify(token, publicKey, options)),
};

const perSecond = Object.fromEntries(Object.keys(ARMS).map((name) => [name, []]));
for (let round = -1; round < rounds; round += 1) {
  // Each round in another order, so that no arm always runs on a warm or a tired processor; round -1 warms up.
  const names = Object.keys(ARMS).sort(() => Math.random() - 0.5);
  for (const name of names) {
    const begun = performance.now();
    for (const token of tokens) if (!ARMS[name](token)) throw new Error(`${name} refused an honest token`);
    if (round >= 0) perSecond[name].push((count / (performance.now() - begun)) * 1000);
  }
}

const median = (figures) => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)];
const rates = Object.fromEntries(
  Object.entries(perSecond).map(([name, figures]) => [name, Math.round(median(figures))]),
);
console.log(`access tokens checked per second, median of ${rounds} rounds of ${count}`);
for (const [name, rate] of Object.entries(rates))
  console.log(`${name.padEnd(14)} ${rate.toLocaleString('en-GB').padStart(9)}`);
console.log(`ours / jsonwebtoken   ${(rates.ours / rates.jsonwebtoken).toFixed(3)}`);
console.log(`ours / crypto.verify  ${(rates.ours / rates['crypto.verify']).toFixed(3)}`);
