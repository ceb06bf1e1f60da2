import type { Schemas } from '@/shared/api/client'
import { toLocalInput } from '@/shared/format'
import { NAME, type Todo } from './todo'

export interface TodoForm {
  name: string
  description: string
  type: Schemas['TodoType']
  severity: Schemas['TodoSeverity']
  ownerIds: string[]
  notification: Schemas['TodoNotification']
  deadline: string
  labels: string[]
  solution: string
  projectId?: string
}
export const emptyForm = (): TodoForm => ({ name: '', description: '', type: 'other', severity: 'minor', ownerIds: [], notification: 'default', deadline: '', labels: [], solution: '', projectId: undefined })
export const formOf = (t: Todo): TodoForm => ({
  name: t.name, description: t.description, type: t.type, severity: t.severity, ownerIds: t.owners.map(o => o.id!).filter(Boolean), notification: t.notification, deadline: toLocalInput(t.deadline).slice(0, 16), labels: [...t.labels], solution: t.solution, projectId: t.projectId,
})
export type Missing = 'name' | 'description' | 'ownerIds' | 'deadline' | 'solution'

/** What is wrong with the fields that the browser can judge: by field, a key of the texts. A deadline that stays as it was may have passed. */
export function problemsOf(form: TodoForm, now: number, unchanged?: string): Partial<Record<Missing, string>> {
  const problems: Partial<Record<Missing, string>> = {}
  if (!form.name.trim()) problems.name = 'todo.form.needed'
  else if (!NAME.test(form.name.trim())) problems.name = 'todo.form.nameWrong'
  if (!form.description.trim()) problems.description = 'todo.form.needed'
  if (!form.solution.trim()) problems.solution = 'todo.form.needed'
  if (!form.ownerIds.length) problems.ownerIds = 'todo.form.ownersMissing'
  if (!form.deadline) problems.deadline = 'todo.form.needed'
  else if (form.deadline !== unchanged && Date.parse(form.deadline) <= now) problems.deadline = 'todo.form.past'
  return problems
}
/** The body; a deadline that was not changed is sent as it was, to the second. */
export const inputOf = (form: TodoForm, before?: Todo): Schemas['TodoInput'] => ({
  name: form.name.trim(),
  description: form.description.trim(),
  type: form.type,
  severity: form.severity,
  ownerIds: form.ownerIds,
  notification: form.notification,
  deadline: before && formOf(before).deadline === form.deadline ? before.deadline : new Date(form.deadline).toISOString(),
  labels: [...new Set(form.labels.map(l => l.trim()).filter(Boolean))],
  solution: form.solution.trim(),
  projectId: form.projectId,
  version: before?.version,
})
