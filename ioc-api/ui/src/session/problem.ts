import type { components } from './schema'

type ProblemDocument = components['schemas']['Problem']

/** A refusal of the service (RFC 9457), or a failure to reach it (`status` 0). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    /** The last word of the problem's type, e.g. `wrong-login`; `unreachable` where no answer came. */
    readonly word: string,
    readonly document: Partial<ProblemDocument> = {},
  ) {
    super(document.detail ?? document.title ?? word)
    this.name = 'Problem'
  }

  get rule(): string | undefined {
    return this.document.rule
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const document = (await response.json().catch(() => ({}))) as Partial<ProblemDocument>
  const word = document.type?.startsWith('urn:ioc:problem:')
    ? document.type.slice('urn:ioc:problem:'.length)
    : String(response.status)
  return new Problem(response.status, word, document)
}
