/** Live state as the core publishes it: the JSON of `city.ioc.contracts.live`, empty optionals left out. */

export type Quality = 'GOOD' | 'STALE' | 'OFFLINE' | 'FAULTY' | 'UNKNOWN'
export type Severity = 'CRITICAL' | 'HIGH' | 'MEDIUM' | 'LOW'
export type LevelOfService = 'A' | 'B' | 'C' | 'D' | 'E' | 'F'
export type ControlMode = 'STARTUP' | 'COMMANDED' | 'LOCAL_PLAN' | 'FLASH' | 'NIGHT_FLASH'
export type Lamp =
  | 'RED'
  | 'RED_AMBER'
  | 'GREEN'
  | 'AMBER'
  | 'FLASHING_AMBER'
  | 'CLEARANCE'
  | 'DARK'
  | 'UNKNOWN'
export type DeviceKind =
  | 'CONTROLLER'
  | 'STOP_LINE_DETECTOR'
  | 'ADVANCE_DETECTOR'
  | 'PEDESTRIAN_BUTTON'
  | 'RADAR'
  | 'CAMERA'
  | 'AIR_QUALITY'
  | 'RAIN_GAUGE'
  | 'WATER_LEVEL'

export type Values = Readonly<Record<string, string>>

export type LiveGroup = { id: string; number: number; lamp: Lamp; since?: string }
export type LiveDetector = {
  id: string
  channel: number
  occupied: boolean
  since?: string
  quality: Quality
}
export type Why = { action: string; reason: string; values: Values; at: string }
export type LiveOverride = {
  id: string
  kind: string
  stage?: string
  user: string
  reason: string
  expiresAt: string
}

export type LiveFlow = {
  at: string
  windowS: number
  flowVehPerHour: number
  flowPcuPerHour: number
  occupancy?: number
  meanSpeedKmh?: number
  queueM?: number
  delayS?: number
  levelOfService?: LevelOfService
  detectors: number
  detectorsExpected: number
}

/** A vehicle that asks for priority, and what has been done for it. */
export type LivePriority = {
  id: string
  kind: string
  group: string
  by: string
  requestedAt: string
  arrivesAt: string
  expiresAt: string
  state: string
}

/** What the strategy that only decides beside the other would do. */
export type LiveShadow = {
  strategy: string
  action: string
  stage?: string
  reason: string
  agrees: boolean
  agreedShare?: number
  comparedS: number
  expiresAt: string
  lastDifference?: string
}

export type LiveIntersection = {
  id: string
  at: string
  mode?: ControlMode
  strategy: string
  stage?: string
  inTransition: boolean
  stageSince?: string
  nextStage?: string
  plannedEnd?: string
  plan?: string
  groups: readonly LiveGroup[]
  detectors: readonly LiveDetector[]
  why?: Why
  flow?: LiveFlow
  override?: LiveOverride
  priority: readonly LivePriority[]
  shadow?: LiveShadow
  controller: Quality
  lastSeen?: string
  fault?: string
}

export type LiveDevice = {
  id: string
  site: string
  kind: DeviceKind
  quality: Quality
  fault?: string
  lastSeen?: string
  clockOffsetMs?: number
  values: Readonly<Record<string, number>>
}

export type LiveAlarm = {
  id: string
  kind: string
  severity: Severity
  site: string
  subject: string
  values: Values
  active: boolean
  acknowledged: boolean
  raisedAt: string
  clearedAt?: string
  acknowledgedAt?: string
  acknowledgedBy?: string
  assignee?: string
  note?: string
  occurrences: number
}

export type LiveIncident = {
  id: string
  kind: string
  site: string
  approach?: string
  values: Values
  startedAt: string
  endedAt?: string
}

/** A stage that could have been next, and what it was expected to cost. */
export type LiveCandidate = { stage: string; afterS: number; costPcuS: number; values: Values }

export type LiveDecision = {
  intersection: string
  at: string
  strategy: string
  action: string
  stage?: string
  reason: string
  outcome: string
  command?: string
  values: Values
  candidates?: readonly LiveCandidate[]
}

export type LiveFigures = {
  at: string
  intersections: number
  intersectionsCommanded: number
  intersectionsLocal: number
  intersectionsFlashing: number
  intersectionsSilent: number
  devices: number
  devicesGood: number
  flowVehPerHour: number
  flowPcuPerHour: number
  meanSpeedKmh?: number
  meanDelayS?: number
  activeAlarms: number
  unacknowledgedAlarms: number
  openIncidents: number
  messagesPerSecond: number
  samplesPerSecond: number
  storeLagS: number
  byLevelOfService: Readonly<Record<string, number>>
}

export type Rejection = { device: string; reason: string; count: number; lastDetail: string; lastAt: string }
export type LinkState = { device: string; online: boolean; lastSeen: string; clockOffset: number }
export type CommandRefusal = {
  command: string
  intersection: string
  verdict: string
  detail: string
  at: string
}
export type LiveIntake = {
  gateway: {
    gateway: string
    session: number
    at: string
    messagesReceived: number
    outboxBatches: number
    outboxOldest: number
    outboxFault?: string
    rejections: readonly Rejection[]
    links: readonly LinkState[]
    refusedCommands: readonly CommandRefusal[]
  }
  coreRefusals: Readonly<Record<string, number>>
  missingBatches: number
}

/** How many cases wait for a person, and when the newest of them was raised. */
export type LiveViolations = { at: string; waiting: number; newestRaisedAt?: string }

export type SignalEvent = { at: string; code: number; parameter: number }
export type LiveEvents = { id: string; events: readonly SignalEvent[] }

/** What each topic word carries. */
export type LiveBodies = {
  intersection: LiveIntersection
  events: LiveEvents
  device: LiveDevice
  link: LiveFlow
  alarm: LiveAlarm
  incident: LiveIncident
  decision: LiveDecision
  figures: LiveFigures
  intake: LiveIntake
  violations: LiveViolations
}
export type LiveKind = keyof LiveBodies

export type LiveUpdate = { topic: string; version: number; at: string; body: unknown }

/** Every message says the centre's time and whether its core is heard; see docs/live-protocol.md. */
type Head = { now?: string; coreSeen?: string; coreSilent?: boolean }
export type ServerMessage = Head &
  (
    | { type: 'welcome' | 'tick' | 'resync' }
    | { type: 'snapshot'; topics: readonly string[]; updates: readonly LiveUpdate[] }
    | { type: 'delta'; updates: readonly LiveUpdate[] }
    | { type: 'error'; detail: string }
  )
