// A certified OpenID provider for tests: provider.mjs <redirect URI>. Prints its port; ends when its standard input does.
import Provider from 'oidc-provider'

const provider = (port) =>
  new Provider(`http://127.0.0.1:${port}`, {
    clients: [
      {
        client_id: 'opencoc',
        client_secret: 'planted-client-secret',
        redirect_uris: [process.argv[2]],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    scopes: ['openid', 'profile', 'email', 'groups'],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email'], groups: ['groups'] },
    findAccount: (context, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        name: `${id} of the provider`,
        preferred_username: id,
        email: `${id}@example.com`,
        groups: ['operators', `team-${id}`],
      }),
    }),
    cookies: { keys: ['for tests only'] },
  })

const free = (await import('node:net')).createServer().listen(0, '127.0.0.1', () => {
  const { port } = free.address()
  free.close(() => provider(port).listen(port, '127.0.0.1', () => console.log(`port ${port}`)))
})
process.stdin.on('end', () => process.exit(0)).resume()
