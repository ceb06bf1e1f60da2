import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { accessible, readKey, signIn, test, unique, words } from './harness'

const w = words('en')
const ID = 'walk-stranger'

/** Drops a jar onto the page, as from the desktop. */
async function drop(page: Page, name: string) {
  const bytes = readFileSync(`${process.env.PLUGIN_JARS}/${name}`).toString('base64')
  const transfer = await page.evaluateHandle(
    ([file, content]) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(atob(content), c => c.charCodeAt(0))], file, { type: 'application/java-archive' }))
      return data
    },
    [name, bytes] as const,
  )
  await page.getByRole('region', { name: w('plugin.upload.title') }).dispatchEvent('drop', { dataTransfer: transfer })
}

test('a plug-in is dropped, set up, tested, replaced under load without a lost request, disabled and removed', async ({ page, request, tolerated }) => {
  // There is a plug-in of this id already; the console asks then.
  tolerated.push(/409 .* \/api\/v1\/plugins/)
  const button = (key: string) => page.getByRole('button', { name: w(key), exact: true })
  // While a version ends its last calls, both have a card.
  const card = page.locator(`[data-plugin=${ID}]:not([data-state=stopping])`)
  const name = unique('Stranger ')
  await signIn(page, 'en', '/plugins')
  await drop(page, 'stranger-1.jar')
  await expect(card).toHaveAttribute('data-state', 'running')
  await expect(card).toContainText(w('plugin.versionIs', { version: '1.0.0' }))
  await accessible(page)

  await page.goto('/integrations/new')
  await page.getByRole('button', { name: new RegExp(`^${ID}`) }).click()
  await page.getByRole('textbox', { name: w('integration.name') }).fill(name)
  await button('integration.next').click()
  await page.getByRole('textbox', { name: 'Word' }).fill('from the form')
  await accessible(page)
  await button('integration.integrate').click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await button('integration.next').click()
  await button('integration.arrive.finish').click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await page.getByLabel(w('integration.test.name')).fill(unique('test '))
  await button('integration.test.send').click()
  await expect(page.getByText(w('integration.test.good', { status: 200, n: 1 }))).toBeVisible()
  const key = await readKey(page)
  const id = new URL(page.url()).pathname.split('/').pop()

  const statuses: number[] = []
  let on = true
  const senders = Array.from({ length: 8 }, async (_, sender) => {
    for (let i = 0; on; i++) statuses.push((await request.post(`/hooks/${key}`, { headers: { 'Content-Type': 'text/plain' }, data: `${name} ${sender} ${i}` })).status())
  })
  await page.goto('/plugins')
  await drop(page, 'stranger-2.jar')
  await page.getByRole('dialog').getByRole('button', { name: w('plugin.upload.replace') }).click()
  await expect(card).toContainText(w('plugin.versionIs', { version: '2.0.0' }))
  const before = statuses.length
  await expect.poll(() => statuses.length).toBeGreaterThan(before + 50)
  on = false
  await Promise.all(senders)
  expect(statuses.filter(s => s !== 200)).toEqual([])
  const stored = async (q: string) => (await (await page.request.get(`/api/v1/alarms?view=all&size=1&q=${encodeURIComponent(q)}`)).json()).total
  await expect.poll(() => stored('version 1.0.0'), { message: 'the old version served' }).toBeGreaterThan(1)
  await expect.poll(() => stored('version 2.0.0'), { message: 'the new version serves' }).toBeGreaterThan(1)
  // and the test alarm
  await expect.poll(async () => (await (await page.request.get(`/api/v1/integrations/${id}`)).json()).received, { message: 'none is lost' }).toBe(statuses.length + 1)

  await page.getByRole('button', { name: `${w('plugin.disable')}: ${ID}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: w('plugin.disable') }).click()
  await expect(card).toHaveAttribute('data-state', 'disabled')
  expect((await request.post(`/hooks/${key}`, { headers: { 'Content-Type': 'text/plain' }, data: 'now' })).status()).toBe(503)
  await page.getByRole('button', { name: `${w('plugin.enable')}: ${ID}` }).click()
  await expect(card).toHaveAttribute('data-state', 'running')
  await page.getByRole('button', { name: `${w('plugin.remove')}: ${ID}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: w('plugin.remove') }).click()
  await expect(card).toHaveCount(0)
})
