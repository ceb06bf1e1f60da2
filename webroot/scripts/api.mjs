// Writes src/shared/api/schema.d.ts from the composed contract; with --check it only says whether the file is up to date.
// The contract is the build's own unless OPENAPI names another file.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const contract = process.env.OPENAPI ?? '../core/target/classes/contract/openapi.yaml'
const target = 'src/shared/api/schema.d.ts'
if (!existsSync(contract)) {
  console.error(`No contract at ${contract}: build the core module first, or set OPENAPI.`)
  process.exit(1)
}
const text = `// Made by \`npm run gen:api\` from the contract. Do not edit.\n${astToString(await openapiTS(pathToFileURL(contract)))}`
if (!process.argv.includes('--check')) {
  writeFileSync(target, text)
} else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
  console.error(`${target} does not match ${contract}: run \`npm run gen:api\`.`)
  process.exit(1)
}
