import type { Channel } from './notification'

export type ContactMethod = Channel['contactMethod']
interface Kind {
  /** How one looks. */
  example: string
  /** Key of the complaint. */
  bad: string
  good: (address: string) => boolean
  input: 'email' | 'tel' | 'url'
}
const web = (address: string) => /^https?:\/\/[^\s/]+\S*$/i.test(address)

/** What addresses of a contact method look like. */
export const addressKinds: Record<ContactMethod, Kind> = {
  email: { example: 'name@example.org', bad: 'problem.said.email', good: a => /^[^\s@]+@[^\s@]+$/.test(a), input: 'email' },
  mobile: { example: '+8613800138000', bad: 'channel.badMobile', good: a => /^\+[1-9]\d{6,14}$/.test(a), input: 'tel' },
  wecom: { example: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…', bad: 'settings.uri', good: web, input: 'url' },
  dingtalk: { example: 'https://oapi.dingtalk.com/robot/send?access_token=…', bad: 'settings.uri', good: web, input: 'url' },
  webhook: { example: 'https://example.org/hooks/coc', bad: 'settings.uri', good: web, input: 'url' },
}
/** As it is sent: a mobile number may be typed with spaces, dashes and brackets. */
export const cleanAddress = (method: ContactMethod, typed: string) => (method === 'mobile' ? typed.replace(/[\s()./-]/g, '').replace(/^00/, '+') : typed.trim())
/** The key of what is wrong with an address; undefined for a good one. */
export function addressProblem(method: ContactMethod, typed: string): string | undefined {
  const address = cleanAddress(method, typed)
  if (!address) return 'channel.addressMissing'
  return addressKinds[method].good(address) ? undefined : addressKinds[method].bad
}
