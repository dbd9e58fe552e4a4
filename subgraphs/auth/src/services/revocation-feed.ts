import { bearerToken } from '@mas/kit/tokens/bearer';
import type { RevocationPage } from '@mas/kit/tokens/revocation-page';
import type { ServiceTokens } from '@mas/kit/tokens/service-token';
import { z } from 'zod';
import type { RevocationRepository } from '../db/revocation.repository.ts';

/** What a service that verifies tokens reads to refuse those of sign-ins that have ended. */
export interface RevocationFeed {
  /**
   * @param after the cursor of the last reading, if there was one.
   * @throws AppError UNAUTHENTICATED unless another service asks.
   */
  read(authorization: string | undefined, after: string | null): Promise<RevocationPage>;
}

const cursorSchema = z.iso.datetime({ precision: 6 });

export interface RevocationFeedDependencies {
  readonly services: ServiceTokens;
  readonly revocations: () => RevocationRepository;
}

export function createRevocationFeed({ services, revocations }: RevocationFeedDependencies): RevocationFeed {
  return {
    async read(authorization, after) {
      await services.verify(bearerToken(authorization));
      const given = cursorSchema.safeParse(after); // a cursor that is none: from the beginning
      const { cursor, signIns } = await revocations().since(given.data);
      return { cursor, signIns: signIns.map(({ id, until }) => [id, until.getTime()]) };
    },
  };
}
