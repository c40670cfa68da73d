/** What a picture is to the page: an address that only this page knows, once the bytes are here. */
export type Picture = { url?: string; error?: unknown }

type Kept = { picture: Picture; bytes: number; holders: number; usedAt: number; listeners: Set<() => void> }

type Addresses = Pick<typeof URL, 'createObjectURL' | 'revokeObjectURL'>

/** What nobody looks at any more is kept up to this size, so that going back and forth loads nothing twice. */
const KEPT_BYTES = 48 * 1024 * 1024

/**
 * Files of evidence as addresses for <img> and <video>: fetched once with the login, held while shown, revoked when their room is
 * needed and all at the end of a session. A file never changes under its hash, so that none is fetched anew.
 */
export class Pictures {
  private readonly kept = new Map<string, Kept>()
  private uses = 0

  constructor(
    private readonly fetch: (path: string, mediaType: string) => Promise<Blob>,
    private readonly keptBytes = KEPT_BYTES,
    private readonly addresses: Addresses = URL,
  ) {}

  get(path: string): Picture {
    return this.kept.get(path)?.picture ?? NOTHING
  }

  /** Fetches ahead of being looked at. */
  prefetch(path: string, mediaType: string): void {
    this.entry(path, mediaType)
  }

  /** Holds the address until the returned function is called; a failure is tried again by whoever comes next. */
  hold(path: string, mediaType: string, listener: () => void): () => void {
    const entry = this.entry(path, mediaType)
    entry.holders++
    entry.listeners.add(listener)
    return () => {
      entry.listeners.delete(listener)
      entry.holders--
      if (entry.picture.error !== undefined && entry.holders === 0) this.kept.delete(path)
      this.tidy()
    }
  }

  /** Revokes everything: the next user starts from nothing. */
  clear(): void {
    for (const entry of this.kept.values())
      if (entry.picture.url) this.addresses.revokeObjectURL(entry.picture.url)
    this.kept.clear()
  }

  private entry(path: string, mediaType: string): Kept {
    const known = this.kept.get(path)
    if (known) {
      known.usedAt = ++this.uses
      return known
    }
    const entry: Kept = {
      picture: NOTHING,
      bytes: 0,
      holders: 0,
      usedAt: ++this.uses,
      listeners: new Set(),
    }
    this.kept.set(path, entry)
    this.fetch(path, mediaType).then(
      (blob) => {
        // It was forgotten while it came.
        if (this.kept.get(path) !== entry) return
        entry.bytes = blob.size
        this.tell(entry, { url: this.addresses.createObjectURL(blob) })
        this.tidy()
      },
      (error) => {
        this.tell(entry, { error })
        if (entry.holders === 0) this.kept.delete(path)
      },
    )
    return entry
  }

  private tell(entry: Kept, picture: Picture): void {
    entry.picture = picture
    for (const listener of entry.listeners) listener()
  }

  private tidy(): void {
    const idle = [...this.kept]
      .filter(([, entry]) => entry.holders === 0 && entry.picture.url !== undefined)
      .sort(([, a], [, b]) => a.usedAt - b.usedAt)
    let bytes = idle.reduce((sum, [, entry]) => sum + entry.bytes, 0)
    for (const [path, entry] of idle) {
      if (bytes <= this.keptBytes) return
      bytes -= entry.bytes
      if (entry.picture.url) this.addresses.revokeObjectURL(entry.picture.url)
      this.kept.delete(path)
    }
  }
}

const NOTHING: Picture = {}
