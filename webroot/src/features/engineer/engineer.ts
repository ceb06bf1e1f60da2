import type { Schemas } from '@/shared/api/client'

export type Engineer = Schemas['Engineer']
