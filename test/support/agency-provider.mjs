// A real OpenID provider of an invented agency. Its parent tells it by messages where people go back to, and who signs in.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

/** Who signs in, and what is said of them. */
let person = { id: 'nobody', claims: {}, amr: undefined };

const server = createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

function start(redirectUri) {
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'broker',
        client_secret: 'a secret of the broker alone',
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, ...person.claims }) }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    cookies: { keys: ['for tests alone'] },
    pkce: { required: () => true },
  });
  const answer = provider.callback();
  const letIn = async (request, response) => {
    const grant = new provider.Grant({ accountId: person.id, clientId: 'broker' });
    grant.addOIDCScope('openid email');
    const grantId = await grant.save();
    const login = { accountId: person.id, remember: false, ...(person.amr && { amr: person.amr }) };
    await provider.interactionFinished(request, response, { login, consent: { grantId } });
  };
  server.on('request', (request, response) => {
    if (request.url.startsWith('/interaction/')) void letIn(request, response);
    else void answer(request, response);
  });
}

process.on('message', ({ redirectUri, signsIn }) => {
  if (redirectUri) start(redirectUri);
  if (signsIn) person = signsIn;
  process.send({ issuer });
});
process.on('disconnect', () => process.exit());
process.send({ issuer });
