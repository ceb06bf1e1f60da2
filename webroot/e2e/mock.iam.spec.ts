import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'

const sample = {
  Version: '1.1',
  Statement: [
    { Action: ['coc:incident:*', 'scm:cert:complete'], Effect: 'Allow', NotAction: ['odd'] },
    { Effect: 'Allow', Action: 'not an array' },
  ],
}
test.beforeEach(async ({ page }) => page.context().addCookies([{ name: 'coc_session', value: 'mock', url: test.info().project.use.baseURL! }]))
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const text = (page: Page) => page.getByRole('textbox', { name: 'JSON' })
const show = (page: Page, view: string) => page.locator('label.el-radio-button', { hasText: view }).click()
async function clean(page: Page, name: string) {
  await page.waitForTimeout(400)
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
  expect(violations.flatMap(v => v.nodes.map(n => `${name} ${v.impact} ${v.id}: ${n.html.slice(0, 140)} ${n.any[0]?.message ?? ''}`))).toEqual([])
}

test('a policy keeps in both views what the other cannot show, and errors stand at their lines', async ({ page }) => {
  await page.goto('/policies/new?view=json')
  const odd = JSON.stringify(sample, null, 4)
  await text(page).fill(odd)
  await expect(page.getByRole('button', { name: /Line \d+: .*NotAction/ })).toBeVisible()
  await show(page, 'Visual editor')
  await expect(page.getByText('not known here')).toBeVisible()
  await expect(page.getByText('Kept from the JSON, but not shown here:')).toBeVisible()
  await clean(page, 'odd document')
  await show(page, 'JSON')
  // nobody changed it: even its spaces are those that were typed
  expect(await text(page).inputValue()).toBe(odd)

  await show(page, 'Visual editor')
  await button(page, 'Take away: coc:incident:*').click()
  await show(page, 'JSON')
  expect(JSON.parse(await text(page).inputValue())).toEqual({ ...sample, Statement: [{ ...sample.Statement[0], Action: ['scm:cert:complete'] }, sample.Statement[1]] })

  // broken JSON is not lost by leaving the view
  await text(page).fill('{\n  "Version": "1.1"\n  "Statement": []\n}')
  await expect(page.getByRole('button', { name: 'Line 3: column 3: a comma or the closing bracket is missing before this' })).toBeVisible()
  await show(page, 'Visual editor')
  await expect(page.getByText('The JSON has an error. Mend it first.')).toBeVisible()
  await expect(text(page)).toBeVisible()
  await clean(page, 'broken JSON')
})

test('a policy is put together by hand, saved, and given to a group for one project', async ({ page }) => {
  await page.goto('/policies/new')
  await page.getByRole('textbox', { name: 'Name' }).fill('Shift lead')
  await page.getByRole('button', { name: 'Incidents', exact: true }).click()
  await page.getByRole('checkbox', { name: 'Accept incidents' }).check()
  await button(page, 'List').click()
  await page.getByRole('button', { name: 'Alarms', exact: true }).click()
  await page.getByRole('button', { name: /^All coc:alarm/ }).click()
  await expect(page.getByRole('checkbox', { name: 'List alarms' })).toBeDisabled()
  await button(page, 'Add condition').click()
  await page.getByRole('menuitem', { name: 'Source address' }).click()
  await page.getByRole('textbox', { name: 'Source address: Value' }).fill('10.9.0.0/16')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Statement 1' }).click()
  await clean(page, 'editor')
  await show(page, 'JSON')
  expect(JSON.parse(await text(page).inputValue())).toEqual({ Version: '1.1', Statement: [{ Effect: 'Allow', Action: ['coc:incident:accept', 'coc:incident:list', 'coc:alarm:*'], Condition: { IpAddress: { 'g:SourceIp': ['10.9.0.0/16'] } } }] })

  // leaving asks
  await page.getByRole('link', { name: 'Policies', exact: true }).first().click()
  await expect(page.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await button(page, 'Save').click()
  await expect(page.getByRole('heading', { level: 1, name: 'Shift lead' })).toBeVisible()

  await page.goto('/groups')
  await page.getByRole('link', { name: 'Readers' }).click()
  await button(page, 'Attach policy').click()
  await page.getByRole('combobox', { name: 'Policy' }).click()
  await page.getByRole('option', { name: 'Shift lead' }).click()
  await page.getByRole('dialog').getByRole('combobox', { name: 'Enterprise project' }).click()
  await page.getByRole('option', { name: 'Payments' }).click()
  await clean(page, 'attach')
  await page.getByRole('dialog').getByRole('button', { name: 'Attach policy' }).click()
  await expect(page.getByRole('row', { name: /Shift lead.*Payments/ })).toBeVisible()
  await button(page, 'Detach: Shift lead (Payments)').click()
  await expect(page.getByRole('dialog')).toContainText('Readers loses what Shift lead allows in the project Payments')
  await page.getByRole('dialog').getByRole('button', { name: 'Detach' }).click()
  await expect(page.getByRole('row', { name: /Shift lead/ })).toHaveCount(0)
})

test('a user is made, put into a group, and looked at by the simulator, whose address is the question', async ({ page }) => {
  await page.goto('/users')
  await button(page, 'Create user').first().click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'User name' }).fill('eve')
  await page.getByRole('dialog').getByRole('textbox', { name: 'Full name' }).fill('Eve Sato')
  await button(page, 'Generate').click()
  await expect(page.getByRole('textbox', { name: 'Password' })).toHaveValue(/^.{20}$/)
  await clean(page, 'create user')
  await page.getByRole('dialog').getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Eve Sato' })).toBeVisible()
  await button(page, 'Add to groups').click()
  await page.getByRole('combobox', { name: 'Groups' }).click()
  await page.getByRole('option', { name: /On-call/ }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').getByRole('button', { name: 'Add to groups' }).click()
  await expect(page.getByRole('row', { name: /Incident Responder/ })).toBeVisible()

  await page.getByRole('link', { name: 'What may this user do?' }).click()
  await page.getByRole('combobox', { name: 'Action' }).fill('accept inc')
  await page.getByRole('option', { name: /Accept incidents/ }).click()
  await expect(page.getByRole('heading', { name: 'Allowed' })).toBeVisible()
  const address = page.url()
  expect(address).toContain('action=coc:incident:accept')
  await page.locator('.el-switch').click()
  await text(page).fill('{"Version": "1.1", "Statement": [{"Effect": "Deny", "Action": ["coc:incident:*"]}]}')
  await expect(page.getByRole('heading', { name: 'Refused' })).toBeVisible()
  await clean(page, 'simulator with a draft')
  await page.goto(address)
  await expect(page.getByRole('heading', { name: 'Allowed' })).toBeVisible()
})

test('a page that one may not open says what is missing, and buttons that one may not use are not there', async ({ page }) => {
  await page.route('**/api/v1/sessions/current', async route => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...(await answer.json()), actions: ['coc:user:list', 'coc:incident:list'] } })
  })
  await page.goto('/policies')
  await expect(page.getByRole('heading', { level: 1, name: 'You may not open this page' })).toBeVisible()
  await expect(page.getByText('coc:policy:list')).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'You may open' }).getByRole('link')).toHaveText(['Incidents', 'Users', 'My profile'])
  await clean(page, 'may not')
  await page.getByRole('navigation', { name: 'You may open' }).getByRole('link', { name: 'Users' }).click()
  await expect(page.getByRole('cell', { name: 'Ada Novak' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'ada.novak' })).toHaveCount(0)
  await expect(button(page, 'Create user')).toHaveCount(0)
})
