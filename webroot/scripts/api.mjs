// Writes src/shared/api/schema.d.ts (the types) and contract.ts (what actions, resources and traced operations are called) from the
// composed contract; with --check it only says whether the files are up to date.
// The contract is the build's own unless OPENAPI names another file; its form as JSON lies beside it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const contract = process.env.OPENAPI ?? '../core/target/classes/contract/openapi.yaml'
if (!existsSync(contract)) {
  console.error(`No contract at ${contract}: build the core module first, or set OPENAPI.`)
  process.exit(1)
}
const { paths, 'x-actions': actions, 'x-resources': resources } = JSON.parse(readFileSync(contract.replace(/\.yaml$/, '.json'), 'utf8'))
const quote = text => `'${text.replace(/[\\']/g, '\\$&')}'`
const pairs = of => Object.entries(of).map(([key, { en, zh }]) => `  ${quote(key)}: [${quote(en)}, ${quote(zh)}],\n`).join('')
const traced = Object.values(paths)
  .flatMap(path => Object.values(path))
  .filter(operation => operation?.['x-trace']?.name)
  .map(({ operationId, 'x-trace': { name, resource } }) => `  ${operationId}: { name: ${quote(name)}, resource: ${quote(resource)} },\n`)
  .join('')
const made = '// Made by `npm run gen:api` from the contract. Do not edit.\n'
const files = {
  'src/shared/api/schema.d.ts': made + astToString(await openapiTS(pathToFileURL(contract))),
  'src/shared/api/contract.ts': `${made}/** Descriptions in English and Chinese. */
export const actions: Record<string, [string, string]> = {\n${pairs(actions)}}
export const resources: Record<string, [string, string]> = {\n${pairs(resources)}}
/** What the trail calls each operation, by the operation's id. */
export const traced: Record<string, { name: string; resource: string }> = {\n${traced}}\n`,
}
for (const [target, text] of Object.entries(files)) {
  if (!process.argv.includes('--check')) {
    writeFileSync(target, text)
  } else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
    console.error(`${target} does not match ${contract}: run \`npm run gen:api\`.`)
    process.exit(1)
  }
}
