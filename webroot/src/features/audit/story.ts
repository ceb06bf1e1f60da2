import { describeAction, describeResource } from '@/shared/actions'
import type { Schemas } from '@/shared/api/client'
import { guestOf } from '@/shared/ui/person'

export type Trace = Schemas['Trace']
export type TraceDetail = Schemas['TraceDetail']

const special: Record<string, string> = {
  acceptIncident: 'accept', rejectIncident: 'reject', resubmitIncident: 'resubmit', closeIncident: 'close', forwardIncident: 'forward', changeIncidentLevel: 'changeLevel', remarkIncident: 'remark', handleIncident: 'handle', verifyIncident: 'verify',
  acceptTodo: 'accept', closeTodo: 'close', cancelTodo: 'cancel', remarkTodo: 'remark', uploadTodoAttachment: 'addFile', downloadTodoAttachment: 'download', deleteTodoAttachment: 'removeFile',
  clearAlarms: 'clear', createIntegration: 'connect', renewIntegrationKey: 'renewKey', getIntegration: 'showKey', sendTestAlarm: 'test', testNotificationChannel: 'test', resendNotification: 'resend', uploadPlugin: 'upload', resetNotificationChannel: 'reset',
  attachUserPolicy: 'attach', attachGroupPolicy: 'attach', detachUserPolicy: 'detach', detachGroupPolicy: 'detach', addGroupMembers: 'addMember', removeGroupMember: 'removeMember', copyPolicy: 'copy', copyForwardingRule: 'copy',
  addShiftMembers: 'addMember', removeShiftMember: 'removeMember', scheduleShifts: 'plan', changeShiftDay: 'plan', clearShifts: 'clear', copyShifts: 'plan', askForShiftSwap: 'askSwap', acceptShiftSwap: 'acceptSwap', refuseShiftSwap: 'refuseSwap', withdrawShiftSwap: 'withdrawSwap',
  startOidc: 'link', assumeAgency: 'assume', signIn: 'signIn', finishOidc: 'signIn', signOut: 'signOut', endSession: 'end', endSessions: 'end', changePassword: 'changePassword', resetPassword: 'resetPassword', revokeToken: 'revoke', exportTraces: 'exportTrail', verifyTraces: 'checkTrail',
}
/** How the story says an operation; one that it does not know is said by the name that the trail gives it. */
export const verbOf = (operation: string, name: string): string => special[operation] ?? /^(create|update|delete|enable|disable)(?=[A-Z])/.exec(operation || name)?.[1] ?? 'other'

export interface Sentence {
  who: string
  /** What was done, without the thing, which stands between the two. */
  before: string
  noun: string
  thing: string
  after: string
}
interface Words {
  t: (key: string, values?: Record<string, unknown>) => string
  te: (key: string) => boolean
  locale: string
}
const GAP = '\u0001'

export const nameOf = (name: string, { t, te }: Pick<Words, 't' | 'te'>) => (te(`trace.names.${name}`) ? t(`trace.names.${name}`) : name)
/** Lines of before say what a refused read was about as policies call it. */
export const nounOf = (type: string, { t, te, locale }: Words) => (te(`trace.nouns.${type}`) ? t(`trace.nouns.${type}`) : describeResource(type, locale))
export function whoOf(trace: Trace, { t }: Words): string {
  const guest = trace.credential.kind === 'agency' ? guestOf(trace.user.name) : undefined
  if (guest) return t('trace.guest', guest)
  return trace.credential.kind === 'system' ? t('trace.system') : trace.user.name || t('trace.somebody')
}

/** One line of the trail as a sentence: “alice accepted incident INC000012”. */
export function sentenceOf(trace: Trace, words: Words): Sentence {
  const { t } = words
  const named = trace.resource.name ?? trace.resource.id ?? ''
  const does = verbOf(trace.operation, trace.name)
  const meant = does === 'signOut' && trace.credential.kind === 'agency' ? 'leave' : does
  const verb = meant === 'end' && !named ? 'endAll' : meant
  const wanted = verb === 'other' && trace.result !== 'success' && trace.action?.startsWith('coc:') ? describeAction(trace.action, words.locale) : undefined
  if (wanted) return { who: whoOf(trace, words), before: t(`trace.${trace.result}To`, { what: wanted.charAt(0).toLowerCase() + wanted.slice(1) }), noun: '', thing: '', after: '' }
  const values = { thing: GAP, name: nameOf(trace.name, words) }
  const said = trace.result === 'success' ? t(`trace.did.${verb}`, values) : t(`trace.${trace.result}To`, { what: t(`trace.do.${verb}`, values) })
  const [told, after] = said.split(GAP)
  const noun = after === undefined ? '' : verb === 'end' ? t('trace.sessionOf') : nounOf(trace.resource.type, words)
  // Chinese needs a space only before a word in Latin letters
  const before = /[\u4e00-\u9fff]$/.test(told!) && /^\w/.test(noun) ? `${told} ` : told!
  return { who: whoOf(trace, words), before, noun, thing: after === undefined ? '' : named, after: after ?? '' }
}
export const textOf = (s: Sentence) => `${s.who} ${s.before}${[s.noun, s.thing].filter(Boolean).join(' ')}${s.after}`

const pages: Record<string, { action: string; path: (id: string, name: string) => string }> = {
  Ticket: { action: 'coc:incident:get', path: id => `/incidents/${id}` },
  Alarm: { action: 'coc:alarm:get', path: id => `/alarms?tab=all&open=${id}` },
  TransferRule: { action: 'coc:forwardingRule:get', path: id => `/forwarding-rules/${id}` },
  IntegrationConfig: { action: 'coc:integration:get', path: id => `/integrations/${id}` },
  Notification: { action: 'coc:notification:get', path: id => `/notifications?open=${id}` },
  NotificationChannel: { action: 'coc:notificationChannel:list', path: id => `/notifications?tab=channels&channel=${id}` },
  IdentityProvider: { action: 'coc:identityProvider:get', path: id => `/identity-providers/${id}` },
  User: { action: 'coc:user:get', path: id => `/users/${id}` },
  Group: { action: 'coc:group:get', path: id => `/groups/${id}` },
  Task: { action: 'coc:todo:get', path: id => `/todos/${id}` },
  Policy: { action: 'coc:policy:get', path: id => `/policies/${id}` },
  EnterpriseProject: { action: 'coc:project:get', path: id => `/projects/${id}` },
  ScheduleScene: { action: 'coc:schedule:get', path: id => `/shifts/${id}` },
  ScheduleRole: { action: 'coc:schedule:get', path: id => `/shifts/${id}` },
  ScheduleUser: { action: 'coc:schedule:get', path: id => `/shifts/${id}` },
  Plugin: { action: 'coc:plugin:list', path: () => '/plugins' },
  Engineer: { action: 'coc:engineer:list', path: (_, name) => `/engineers?q=${name}` },
  Agency: { action: 'coc:agency:list', path: (_, name) => `/agencies?q=${name}` },
  Tenant: { action: 'coc:tenant:list', path: (_, name) => `/tenants?q=${name}` },
}
/** The page of the thing, when there is one that the user may see; what was just deleted has none. */
export function pageOf({ resource, result, operation, name, credential }: Trace, can: (action: string) => boolean): string | undefined {
  const page = pages[resource.type]
  // who switches does it from their own tenant, whose trail tells of an agency that is not there
  const elsewhere = operation === 'assumeAgency' && credential.kind !== 'agency'
  const gone = result === 'success' && verbOf(operation, name) === 'delete'
  return page && resource.id && !gone && !elsewhere && can(page.action) ? page.path(encodeURIComponent(resource.id), encodeURIComponent(resource.name ?? resource.id)) : undefined
}
