import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { i18n } from '@/app/i18n'
import SettingsForm from '@/shared/settings/SettingsForm.vue'
import { problemOf } from '@/shared/settings/check'
import { settingOf, useSettings } from '@/shared/settings/form'
import { draftOf, fieldsOf, settingsOf, textsOf, type Property } from '@/shared/settings/schema'

const settingsSchema = {
  required: ['host', 'password'],
  properties: {
    host: { type: 'string', maxLength: 8, title: 'Server', 'x-zh': { title: '服务器' }, 'x-destination': true },
    port: { type: 'integer', default: 25, minimum: 1, maximum: 65_535, 'x-destination': true },
    tls: { type: 'boolean' },
    mode: { enum: ['a', 'b'] },
    password: { type: 'string', writeOnly: true, minLength: 4 },
    token: { type: 'string' },
    to: { type: 'array', items: { type: 'string', pattern: '^\\+\\d+$' }, maxItems: 2 },
    body: { type: 'string', format: 'textarea' },
    odd: { type: 'object' },
  },
}
const described = { settingsSchema, secretSettings: ['token'] }
const kept = { ...described, settings: { host: 'h' }, secretsSet: ['password', 'token'] }
const begin = (of: Parameters<ReturnType<typeof useSettings>['take']>[0]) => {
  const form = useSettings()
  form.take(of)
  return form
}

test('each property becomes the field that fits it', () => {
  const fields = fieldsOf(described)
  expect(fields.map(f => f.kind)).toEqual(['text', 'number', 'boolean', 'choice', 'secret', 'secret', 'lines', 'area', 'json'])
  expect(fields.map(f => f.required)).toEqual([true, false, false, false, true, false, false, false, false])
  expect(textsOf(fields[0]!, 'zh').title).toBe('服务器')
  expect(textsOf(fields[0]!, 'en').title).toBe('Server')
  expect(textsOf(fields[1]!, 'zh').title).toBe('port')
})
test('what is kept goes into the form and comes back the same', () => {
  const fields = fieldsOf(described)
  const draft = draftOf(fields, { host: 'h', to: ['+1', '+2'], odd: { a: 1 }, tls: true })
  expect(draft).toMatchObject({ host: 'h', port: '25', password: '', to: '+1\n+2', tls: true })
  expect(settingsOf(fields, draft, [])).toEqual({ host: 'h', port: 25, to: ['+1', '+2'], odd: { a: 1 }, tls: true })
  expect(settingsOf(fields, draftOf(fields, {}), [])).toEqual({ port: 25 })
})
const of = (property: Property, draft: unknown, required = false) => problemOf(fieldsOf({ settingsSchema: { properties: { x: property }, required: required ? ['x'] : [] } })[0]!, draft)?.key
test('every rule of the schema is checked', () => {
  expect(of({ type: 'string' }, '', true)).toBe('problem.said.needed')
  expect(of({ type: 'string' }, '')).toBeUndefined()
  expect(of({ type: 'string', minLength: 2 }, 'a')).toBe('problem.said.tooShort')
  // Characters count, not halves of them.
  expect(of({ type: 'string', maxLength: 2 }, '😀😀')).toBeUndefined()
  expect(of({ type: 'string', maxLength: 2 }, 'abc')).toBe('settings.tooLong')
  expect(of({ type: 'string', pattern: '^a+$' }, 'ab')).toBe('settings.pattern')
  expect(of({ type: 'string', pattern: '(?<!broken' }, 'ab')).toBeUndefined()
  expect(of({ type: 'string', format: 'email' }, 'nobody')).toBe('problem.said.email')
  expect(of({ type: 'string', format: 'uri' }, 'nowhere')).toBe('settings.uri')
  expect(['1e3', '7', '70000', '0', '1.5', 'x', ' '].map(text => of({ type: 'integer', minimum: 1, maximum: 65_535 }, text))).toEqual([undefined, undefined, 'problem.said.tooBig', 'problem.said.tooSmall', 'settings.integer', 'settings.number', 'settings.number'])
  expect(of({ type: 'number' }, '1.5')).toBeUndefined()
  expect(of({ type: 'array', items: { type: 'string', pattern: '^\\d$' } }, '1\n\nx')).toBe('settings.line')
  expect(of({ type: 'array', items: { type: 'string' }, maxItems: 1 }, '1\n2')).toBe('settings.manyLines')
  expect(of({ type: 'array', items: { type: 'string' } }, ' \n ', true)).toBe('problem.said.needed')
  expect(of({ type: 'object' }, '{')).toBe('settings.badJson')
})
test('a problem shows once its field is changed, and all of them when it is tried to save', () => {
  const form = begin(described)
  expect(form.shown).toEqual({})
  form.set('port', '0')
  expect(Object.keys(form.shown)).toEqual(['port'])
  expect(form.settings).toEqual({})
  expect(form.check()).toBe(false)
  expect(Object.keys(form.shown).sort()).toEqual(['host', 'password', 'port'])
  form.set('host', 'h')
  form.set('port', '26')
  form.set('password', 'long enough')
  expect(form.check()).toBe(true)
  expect(form.settings).toEqual({ host: 'h', port: 26, password: 'long enough' })
})
test('a form that has taken nothing yet is not dirty', () => expect(useSettings().dirty).toBe(false))
test('a secret is kept, replaced or removed', () => {
  const form = begin(kept)
  expect(form.modeOf('token')).toBe('keep')
  expect(form.dirty).toBe(false)
  expect(form.settings).toEqual({ host: 'h', port: 25 })
  form.setMode('token', 'remove')
  form.setMode('password', 'give')
  expect(form.check()).toBe(true)
  expect(form.settings).toEqual({ host: 'h', port: 25, token: null })
  form.set('password', 'new one')
  expect(form.settings).toEqual({ host: 'h', port: 25, password: 'new one', token: null })
  form.setMode('password', 'remove')
  expect(form.problems.password?.key).toBe('problem.said.needed')
  form.setMode('password', 'keep')
  form.setMode('token', 'keep')
  expect(form.settings).toEqual({ host: 'h', port: 25 })
})
test('where the settings lead elsewhere, kept secrets must be given again', () => {
  const form = begin(kept)
  form.set('tls', true)
  expect(form.moved).toBe(false)
  form.set('host', 'other')
  expect(form.moved).toBe(true)
  expect(form.modeOf('token')).toBe('give')
  expect(form.problems.token?.key).toBe('settings.giveAgain')
  form.set('token', 'again')
  form.setMode('password', 'keep')
  form.set('host', 'h')
  expect(form.moved).toBe(false)
  form.set('port', '26')
  expect(form.moved).toBe(true)
  // Without a value the default holds, where it went before.
  form.set('port', '')
  expect(form.moved).toBe(false)
})
test('the name of a setting is read from what the server calls it', () => {
  expect(['settings.host', 'settings.to[1]', '/settings/odd/a', 'name', 'settings'].map(settingOf)).toEqual(['host', 'to', 'odd', undefined, undefined])
})
test('the form speaks the language of the user, and says what the server said until the field is changed', async () => {
  i18n.global.locale.value = 'zh'
  const form = begin(described)
  const wrapper = mount(SettingsForm, { props: { form, errors: { 'settings.host': 'cannot be reached' } }, global: { plugins: [i18n] } })
  // A field shows its message a moment later.
  await expect.poll(() => wrapper.text()).toContain('cannot be reached')
  expect(wrapper.text()).toContain('服务器')
  await wrapper.get('[data-setting=host] input').setValue('much too long')
  await expect.poll(() => wrapper.text()).toContain('最多 8 个字符')
  expect(wrapper.text()).not.toContain('cannot be reached')
  expect(wrapper.get('[data-setting=password] input').attributes('type')).toBe('password')
  i18n.global.locale.value = 'en'
})
