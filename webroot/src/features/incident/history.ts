import type { Schemas } from '@/shared/api/client'
import type { Tone } from '@/shared/ui/resource'

export type HistoryEntry = Schemas['IncidentHistoryEntry']
export const historyTones: Record<HistoryEntry['kind'], Tone> = {
  created: 'danger', accepted: 'primary', rejected: 'warning', resubmitted: 'danger', closed: 'neutral', forwarded: 'info', levelChanged: 'warning', remarked: 'primary',
  handled: 'warning', verified: 'success', verificationFailed: 'danger', alarmAttached: 'danger', alarmRecovered: 'success', alarmsRecovered: 'success',
}
