import { describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { fileProblem, fmtSize, LIMIT, type Attachment } from '@/features/attachment/attachment'
import { keepFiles, takeFiles } from '@/features/attachment/handover'
import { useUploads } from '@/features/attachment/uploads'
import { emptyForm, formOf, inputOf, problemsOf } from '@/features/todo/form'
import { mayDo, NAME, type Todo } from '@/features/todo/todo'
import { ApiError } from '@/shared/api/client'

const todo: Todo = {
  id: '1', number: 'TODO000001', projectId: 'p', name: 'renew', description: 'd', solution: 's', type: 'other', severity: 'major', state: 'pending', owners: [{ id: 'e1', name: 'Ada' }], notification: 'email', deadline: '2026-03-01T10:00:42Z', overdue: false, labels: ['tls'], createdBy: { name: 'me' }, createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z', version: 7, actions: ['accept', 'remark'],
}

describe('the form of a to-do', () => {
  it('knows what the server would refuse', () => {
    const now = Date.parse('2026-02-01T00:00:00Z')
    expect(Object.keys(problemsOf(emptyForm(), now))).toEqual(['name', 'description', 'solution', 'ownerIds', 'deadline'])
    const right = { ...formOf(todo), deadline: '2026-03-05T10:00' }
    expect(problemsOf(right, now)).toEqual({})
    expect(problemsOf({ ...right, deadline: '2026-01-01T10:00' }, now)).toEqual({ deadline: 'todo.form.past' })
    expect(problemsOf({ ...right, deadline: '2026-01-01T10:00' }, now, '2026-01-01T10:00')).toEqual({})
    expect(problemsOf({ ...right, name: 'ends.' }, now)).toEqual({ name: 'todo.form.nameWrong' })
  })
  it('takes names as the contract does', () => {
    expect(['a', '9', 'a.b_c-d', '证书续期', 'é-1'].every(n => NAME.test(n))).toBe(true)
    expect(['.a', 'a.', '-a', 'a b', 'a/b', ''].some(n => NAME.test(n))).toBe(false)
  })
  it('sends a deadline that was not touched as it was, with the version that was read', () => {
    const body = inputOf({ ...formOf(todo), labels: [' tls ', 'tls', ''], name: ' renew ' }, todo)
    expect(body).toMatchObject({ deadline: todo.deadline, version: 7, labels: ['tls'], name: 'renew', ownerIds: ['e1'] })
    const later = inputOf({ ...formOf(todo), deadline: '2026-04-01T00:00' }, todo)
    expect(later.deadline).toBe(new Date('2026-04-01T00:00').toISOString())
  })
  it('offers what state and permission allow together', () => {
    expect(mayDo(todo, 'accept', () => true)).toBe(true)
    expect(mayDo(todo, 'accept', () => false)).toBe(false)
    expect(mayDo(todo, 'close', () => true)).toBe(false)
  })
})

describe('files', () => {
  it('are judged before they are sent', () => {
    expect(fileProblem({ size: LIMIT - 1 })).toBeUndefined()
    expect(fileProblem({ size: LIMIT })).toBe('files.tooLarge')
    expect(fileProblem({ size: 0 })).toBe('files.empty')
    expect([fmtSize(0, 'en'), fmtSize(1023, 'en'), fmtSize(1536, 'en'), fmtSize(LIMIT, 'en')]).toEqual(['0 B', '1,023 B', '1.5 KB', '50 MB'])
  })
  it('are handed over once', () => {
    keepFiles('t', [new File(['x'], 'x')])
    expect(takeFiles('t')).toHaveLength(1)
    expect(takeFiles('t')).toEqual([])
  })

  type Call = { file: File; progress: (n: number) => void; signal: AbortSignal; resolve: () => void; reject: (e: unknown) => void }
  function sending() {
    const calls: Call[] = []
    const done = vi.fn()
    const send = (_: string, file: File, progress: (n: number) => void, signal: AbortSignal) =>
      new Promise<Attachment>((resolve, reject) => {
        calls.push({ file, progress, signal, resolve: () => resolve({} as Attachment), reject })
        signal.addEventListener('abort', () => reject(new ApiError(0)))
      })
    const scope = effectScope()
    const uploads = scope.run(() => useUploads(() => '/x', done, send))!
    return { calls, done, uploads, scope }
  }
  const settle = () => new Promise(resolve => setTimeout(resolve))

  it('go one after the other, and what fails stays to be sent again', async () => {
    const { calls, done, uploads } = sending()
    void uploads.add(new File(['a'], 'a.txt'))
    void uploads.add(new File(['b'], 'b.txt'))
    await settle()
    expect(calls.map(c => c.file.name)).toEqual(['a.txt'])
    calls[0]!.progress(0.5)
    expect(uploads.list[0]!.part).toBe(0.5)
    calls[0]!.reject(new ApiError(415, { type: 't', title: 'no', status: 415, detail: 'The content is of no kind that is taken.' }))
    await settle()
    expect(uploads.list[0]).toMatchObject({ state: 'failed', problem: 'The content is of no kind that is taken.' })
    expect(calls.map(c => c.file.name)).toEqual(['a.txt', 'b.txt'])
    calls[1]!.resolve()
    await settle()
    expect(done).toHaveBeenCalledTimes(1)
    expect(uploads.list.map(u => u.file.name)).toEqual(['a.txt'])
    void uploads.again(uploads.list[0]!)
    await settle()
    calls[2]!.resolve()
    await settle()
    expect(uploads.list).toEqual([])
  })
  it('are cancelled while they run, and the next one goes on', async () => {
    const { calls, done, uploads } = sending()
    void uploads.add(new File(['a'], 'a.txt'))
    void uploads.add(new File(['b'], 'b.txt'))
    await settle()
    uploads.cancel(uploads.list[0]!)
    await settle()
    expect(calls[0]!.signal.aborted).toBe(true)
    expect(uploads.list.map(u => [u.file.name, u.state])).toEqual([['b.txt', 'sending']])
    expect(done).not.toHaveBeenCalled()
    uploads.cancel(uploads.list[0]!)
    await settle()
    expect(uploads.list).toEqual([])
  })
  it('stop when the page is left', async () => {
    const { calls, uploads, scope } = sending()
    void uploads.add(new File(['a'], 'a.txt'))
    await settle()
    scope.stop()
    await settle()
    expect(calls[0]!.signal.aborted).toBe(true)
    expect(uploads.list).toEqual([])
  })
})
