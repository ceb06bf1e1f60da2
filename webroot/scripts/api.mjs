// Writes src/shared/api/schema.d.ts and actions.ts (what the actions are called) from the composed contract; with --check it only says
// whether the files are up to date. The contract is the build's own unless OPENAPI names another file, with its JSON beside it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const contract = process.env.OPENAPI ?? '../core/target/classes/contract/openapi.yaml'
if (!existsSync(contract)) {
  console.error(`No contract at ${contract}: build the core module first, or set OPENAPI.`)
  process.exit(1)
}
const made = '// Made by `npm run gen:api` from the contract. Do not edit.\n'
const { 'x-actions': actions } = JSON.parse(readFileSync(contract.replace(/\.yaml$/, '.json'), 'utf8'))
const lines = Object.keys(actions).sort().map(name => `  ${JSON.stringify(name)}: ${JSON.stringify([actions[name].en, actions[name].zh])},\n`)
const files = {
  'src/shared/api/schema.d.ts': made + astToString(await openapiTS(pathToFileURL(contract))),
  'src/shared/api/actions.ts': `${made}/** What each action allows, in English and Chinese. */\nexport const actions: Record<string, [string, string] | undefined> = {\n${lines.join('')}}\n`,
}
for (const [target, text] of Object.entries(files))
  if (!process.argv.includes('--check')) writeFileSync(target, text)
  else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
    console.error(`${target} does not match ${contract}: run \`npm run gen:api\`.`)
    process.exitCode = 1
  }
