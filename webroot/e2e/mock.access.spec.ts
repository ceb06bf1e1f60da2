import { expect, type Page } from '@playwright/test'
import { test, words } from './harness'

const w = words('en')
async function signIn(page: Page, user: string, path: string) {
  await page.goto(path)
  await page.getByLabel(w('signIn.user'), { exact: true }).fill(user)
  await page.getByLabel(w('signIn.password'), { exact: true }).fill('some password')
  await page.getByRole('button', { name: w('signIn.submit'), exact: true }).click()
}

test('a password that must be changed comes first, and then the page that was wanted', async ({ page, tolerated }) => {
  tolerated.push(/400 .*\/current\/password/)
  await signIn(page, 'fresh', '/traces?user=ada')
  await expect(page.getByRole('heading', { name: w('password.mustTitle', { name: 'fresh' }) })).toBeVisible()
  await page.goto('/incidents')
  await expect(page).toHaveURL(/\/new-password\?to=\/incidents/)
  const next = page.getByLabel(w('password.next'), { exact: true })
  const again = page.getByLabel(w('password.again'), { exact: true })
  const change = page.getByRole('button', { name: w('password.change') })
  await page.getByLabel(w('password.current'), { exact: true }).fill('some password')
  await next.fill('password password')
  await again.fill('password password')
  await change.click()
  await expect(page.getByText(w('problem.said.common'))).toBeVisible()
  await next.fill('four unrelated little words')
  await again.fill('four unrelated little words')
  await change.click()
  await expect(page).toHaveURL(/\/incidents$/)
})

test('too many wrong sign-ins say how long to wait', async ({ page, tolerated }) => {
  tolerated.push(/429 /)
  await signIn(page, 'slow', '/sign-in')
  await expect(page.getByRole('timer')).toContainText(/1 minute [1-5] seconds?/)
  await expect(page.getByRole('button', { name: w('signIn.submit'), exact: true })).toBeDisabled()
})

test('the way back from an identity provider is told in words, and its button leads there', async ({ page }) => {
  await page.goto('/sign-in?error=disabled&to=/alarms')
  await expect(page.getByRole('alert')).toHaveText(w('signIn.back.disabled'))
  await expect(page.getByRole('link', { name: w('signIn.with', { provider: 'Example SSO' }) })).toHaveAttribute('href', /\/api\/v1\/oidc\/[\w-]+\/start\?returnTo=%2Falarms/)
})

test('a token is shown once', async ({ page }) => {
  await signIn(page, 'admin', '/profile?tab=tokens')
  await page.getByRole('button', { name: w('token.create') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(w('token.name')).fill('backup job')
  await dialog.getByLabel(w('token.allOf', { resource: 'Alarms' })).check()
  await dialog.getByRole('button', { name: w('ui.create') }).click()
  await expect(dialog.getByText(/curl -H 'Authorization: Bearer coc_/)).toBeVisible()
  await dialog.getByRole('button', { name: w('token.done') }).click()
  await expect(page.getByRole('row', { name: /backup job coc:alarm:\*/ })).toBeVisible()
  expect(await page.content()).not.toContain('coc_k3v9')
})

test('the trail reads as sentences; a line opens, and what is exported has the filters', async ({ page }) => {
  await signIn(page, 'admin', '/traces?result=refused')
  const line = page.getByRole('button', { name: /^reader was not allowed to accept incident INC\d+ · from [\d.]+ · and 4 more alike/ }).first()
  await line.click()
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByText(w('trace.needed', { what: 'Accept incidents', action: 'coc:incident:accept' }))).toBeVisible()
  await expect(drawer.getByText(w('trace.omitted', { n: 4 }))).toBeVisible()
  await drawer.getByRole('link', { name: /^INC/ }).click()
  await expect(page).toHaveURL(/\/incidents\/[\w-]+$/)
  await page.goBack()
  await expect(page.getByRole('link', { name: w('trace.export.csv') })).toHaveAttribute('href', '/api/v1/traces/export?format=csv&result=refused')
  await page.goto('/traces')
  await page.getByRole('button', { name: w('trace.verify') }).click()
  await expect(page.getByText(w('trace.whole', { lines: '48,212', n: '48,212' }))).toBeVisible()
})
