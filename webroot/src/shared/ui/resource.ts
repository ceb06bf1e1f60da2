import type { Component } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import type { Topic } from '@/shared/api/stream'

export type Tone = 'danger' | 'warning' | 'info' | 'primary' | 'success' | 'neutral'
/** A choice; `label` is a key of the texts, or plain text when there is no such key. */
export interface Option {
  value: string
  label: string
  tone?: Tone
}
export interface Column<T> {
  key: string
  /** Key of the text. */
  label: string
  kind?: 'text' | 'link' | 'time' | 'ago' | 'tag' | 'number' | 'mono' | 'person' | 'level' | 'project'
  /** What the cell shows, if it is not the row's field of the same name. */
  value?: (row: T) => unknown
  options?: Option[]
  /** Pixels; a column with `grow` takes what is left over. */
  width: number
  grow?: boolean
  sortable?: boolean
  /** Not shown until chosen. */
  hidden?: boolean
}
export interface Filter {
  key: string
  label: string
  kind?: 'select' | 'text' | 'range'
  options?: Option[]
  multiple?: boolean
  /** A select of its own, with `v-model` and `placeholder`, for choices that the server knows. */
  component?: Component
  /** The action without which its choices cannot be read: who may not do it does not see the filter. */
  needs?: string
}
/** What a list asks the server for; the names are the contract's. */
export type ListQuery = Record<string, any>
export interface Page<T> {
  items: T[]
  /** Absent in lists that are read by key, with `next`. */
  total?: number
  next?: string
}
export interface Resource<T extends { id: string }> {
  /** Under this name the browser remembers the chosen columns. */
  name: string
  /** First part of the query key: events of this topic refresh the list. */
  topic: Topic
  list: (query: ListQuery) => Promise<Page<T>>
  columns: Column<T>[]
  filters?: Filter[]
  sort?: string
  /** Its things belong to enterprise projects: the list follows the project that the console is limited to. */
  scoped?: boolean
  /** `key`: the server gives `next` instead of a total. */
  paging?: 'page' | 'key'
  /** For a list that changes all the time: events refresh its first page only, at most once in so many milliseconds. */
  pace?: number
  /** Where a row leads; without it the table emits `open`. */
  to?: (row: T) => RouteLocationRaw
  selectable?: (row: T) => boolean
  /** False where the server has no free-text search. */
  search?: false
  /** Rows that follow each other with the same heading stand below it. */
  group?: (row: T, locale: string) => string
  /** How a row is called for a screen reader. */
  title: (row: T) => string
}
export const defineResource = <T extends { id: string }>(resource: Resource<T>) => resource

/** The presets of a time range, in minutes. */
export const ranges: Record<string, number> = { '15m': 15, '1h': 60, '6h': 360, '24h': 1440, '7d': 10_080, '30d': 43_200 }
