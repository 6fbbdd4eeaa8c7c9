import type { ErrorCode } from "../generated/openapi/errors.ts";
import { ServiceError } from "../services/runtime/errors.ts";

/** Bounds on large bodies that are being read and worked on, in bytes. */
export interface BodyRoomLimits {
  /** Up to here a body is small and counts against nothing. */
  readonly smallBytes: number;
  readonly bytesPerProject: number;
  readonly bytesInTotal: number;
}

/** Two full bulk creates of a project at once; memory for eight in total. */
export const defaultBodyRoom: BodyRoomLimits = {
  smallBytes: 262_144,
  bytesPerProject: 16_777_216,
  bytesInTotal: 67_108_864,
};

/** Describes what one request takes of the room. */
export interface BodyClaim {
  /**
   * Takes room for a body of so many bytes, or for so many of it as have come.
   *
   * @throws ServiceError rate_limited when its project has none left; unavailable when nobody has
   */
  grow(bytes: number): void;
  release(): void;
}

/** Room for large bodies, so that one project's keep neither memory nor the event loop from others. */
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
    // One body alone always has room: what it may have is bounded elsewhere.
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
