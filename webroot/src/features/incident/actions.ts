import { api, ok } from '@/shared/api/client'
import { fromLocalInput } from '@/shared/format'
import type { Incident, IncidentAction, IncidentLevel } from './incident'

/** The actions that a dialog or a button runs; `resubmit` has a page of its own. */
export type Doable = Exclude<IncidentAction, 'resubmit'>
export interface ActionForm {
  reason: string
  comment: string
  ownerId?: string
  level?: IncidentLevel
  cause: string
  solution: string
  recoveredAt: string
}
export type ActionField = keyof ActionForm
/** The fields of each action's dialog, the needed ones marked; an action without fields runs at once. */
export const fields: Record<Doable, [ActionField, boolean][]> = {
  accept: [],
  remark: [],
  reject: [['reason', true]],
  close: [['comment', false]],
  forward: [['ownerId', true], ['comment', false]],
  changeLevel: [['level', true], ['reason', true]],
  handle: [['solution', true], ['cause', false], ['recoveredAt', false]],
  verifyPassed: [['comment', false]],
  verifyFailed: [['comment', true]],
}
/** What the incident's state allows and this user may do to it. */
export function mayDo(incident: Incident, action: IncidentAction, can: (action: string, projectId: string) => boolean): boolean {
  const verb = action === 'verifyPassed' || action === 'verifyFailed' ? 'verify' : action
  return incident.actions.includes(action) && can(`coc:incident:${verb}`, incident.projectId)
}

export const emptyForm = (): ActionForm => ({ reason: '', comment: '', cause: '', solution: '', recoveredAt: '' })

export function runAction(id: string, action: Doable, form: ActionForm): Promise<unknown> {
  const params = { path: { id } }
  const comment = form.comment.trim() || undefined
  switch (action) {
    case 'accept':
      return ok(api.POST('/incidents/{id}/accept', { params }))
    case 'reject':
      return ok(api.POST('/incidents/{id}/reject', { params, body: { reason: form.reason } }))
    case 'close':
      return ok(api.POST('/incidents/{id}/close', { params, body: { comment } }))
    case 'forward':
      return ok(api.POST('/incidents/{id}/forward', { params, body: { ownerId: form.ownerId!, comment } }))
    case 'changeLevel':
      return ok(api.POST('/incidents/{id}/change-level', { params, body: { level: form.level!, reason: form.reason } }))
    case 'remark':
      return ok(api.POST('/incidents/{id}/remarks', { params, body: { text: form.comment } }))
    case 'handle':
      return ok(api.POST('/incidents/{id}/handle', { params, body: { solution: form.solution, cause: form.cause.trim() || undefined, recoveredAt: fromLocalInput(form.recoveredAt) } }))
    case 'verifyPassed':
    case 'verifyFailed':
      return ok(api.POST('/incidents/{id}/verify', { params, body: { passed: action === 'verifyPassed', comment } }))
  }
}
