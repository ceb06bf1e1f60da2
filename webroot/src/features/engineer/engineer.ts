import { api, ok, type Schemas } from '@/shared/api/client'
import { defineResource } from '@/shared/ui/resource'

export type Engineer = Schemas['Engineer']

export const LIST = 'coc:engineer:list'
/** With one of these, be it in one enterprise project, one chooses among the names of engineers. */
const choosing = [LIST, 'coc:incident:create', 'coc:incident:forward', 'coc:forwardingRule:create', 'coc:forwardingRule:update', 'coc:todo:create', 'coc:todo:update', 'coc:schedule:update', 'coc:schedule:swap', 'coc:scheduleFeed:create']
export const mayChoose = (can: (action: string) => boolean) => choosing.some(action => can(action))

export const engineers = (mayChange: boolean) =>
  defineResource<Engineer>({
    name: 'engineer',
    topic: 'engineer',
    sort: 'name',
    list: query => ok(api.GET('/engineers', { params: { query } })),
    title: row => row.name,
    columns: [
      { key: 'name', label: 'engineer.name', kind: mayChange ? 'link' : 'text', width: 200, grow: true, sortable: true },
      { key: 'alias', label: 'engineer.alias', width: 140 },
      { key: 'email', label: 'engineer.email', width: 240, grow: true, sortable: true },
      { key: 'language', label: 'engineer.language', width: 170, options: ['en', 'zh'].map(value => ({ value, label: `engineer.languages.${value}` })) },
      { key: 'createdAt', label: 'engineer.createdAt', kind: 'time', width: 158, sortable: true },
      ...(mayChange ? [{ key: 'actions', label: 'table.actions', width: 130 }] : []),
    ],
  })
