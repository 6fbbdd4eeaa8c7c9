import type { ErrorCode } from "../generated/openapi/errors.ts";
import { ServiceError } from "../services/runtime/errors.ts";

/** Limits on large bodies that are being read and processed, in bytes. */
export interface BodyRoomLimits {
  /** Bodies up to this size are not counted. */
  readonly smallBytes: number;
  readonly bytesPerProject: number;
  readonly bytesInTotal: number;
}

/** Room for two full bulk creates of one project, and eight in total. */
export const defaultBodyRoom: BodyRoomLimits = {
  smallBytes: 262_144,
  bytesPerProject: 16_777_216,
  bytesInTotal: 67_108_864,
};

/** Room used by one request. */
export interface BodyClaim {
  /**
   * Reserves room for a body of this size, or for the part that has arrived.
   *
   * @throws ServiceError rate_limited if its project has no room left; unavailable if there is none at all
   */
  grow(bytes: number): void;
  release(): void;
}

/** Limits the memory used by large bodies, so that no project takes memory or the event loop from others. */
export class BodyRoom {
  readonly #limits: BodyRoomLimits;
  readonly #byProject = new Map<string, number>();
  #total = 0;

  constructor(limits: BodyRoomLimits = defaultBodyRoom) {
    this.#limits = limits;
  }

  claim(project: string): BodyClaim {
    let taken = 0;
    return {
      grow: (bytes) => {
        if (bytes <= this.#limits.smallBytes || bytes <= taken) return;
        this.#take(project, bytes - taken);
        taken = bytes;
      },
      release: () => {
        if (taken > 0) this.#add(project, -taken);
        taken = 0;
      },
    };
  }

  #take(project: string, bytes: number): void {
    const { bytesPerProject, bytesInTotal } = this.#limits;
    // A single body always fits: another limit bounds its size.
    const own = this.#byProject.get(project) ?? 0;
    if (own > 0 && own + bytes > bytesPerProject) {
      const message = `Requests of this project with large bodies are being worked on, ${bytesPerProject} bytes at once.`;
      throw new ServiceError<ErrorCode>("rate_limited", message);
    }
    if (this.#total + bytes > bytesInTotal) {
      const message = "Too many large requests are being worked on; try again.";
      throw new ServiceError<ErrorCode>("service_unavailable", message);
    }
    this.#add(project, bytes);
  }

  #add(project: string, bytes: number): void {
    this.#total += bytes;
    const own = (this.#byProject.get(project) ?? 0) + bytes;
    if (own > 0) this.#byProject.set(project, own);
    else this.#byProject.delete(project);
  }
}
