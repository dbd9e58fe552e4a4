import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { AppError } from '@mas/kit/errors';
import type { Logger } from '@mas/kit/logger';
import type { TokenSigner } from '@mas/kit/tokens/token-signer';
import type { IssuedToken, Rotation, SignInRepository } from '../db/sign-in.repository.ts';
import type { User } from '../db/user.entity.ts';
import type { UserRepository } from '../db/user.repository.ts';
import { createRefreshToken, hashRefreshToken } from './refresh-token.ts';

export interface SignedIn {
  readonly user: User;
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly refreshToken: string;
  /** Seconds. */
  readonly refreshExpiresIn: number;
}

export interface SignInSettings {
  readonly refreshLifetimeSeconds: number;
  /**
   * Requests with one refresh token that come within so many milliseconds of the first count as sent at the same time: they
   * are refused, but are no sign of a copied token. The first is answered only when that time is over, so whoever sends the
   * token after an answer to it is not among them.
   */
  readonly refreshOverlapMs: number;
}

export const defaultSignInSettings: SignInSettings = { refreshLifetimeSeconds: 30 * 86_400, refreshOverlapMs: 150 };

/** Sign-ins: each is a line of refresh tokens, and every access token belongs to one. */
export interface SignInService {
  /**
   * @param passwordHash what the password was compared with.
   * @throws AppError UNAUTHENTICATED when the account has another password by now.
   */
  start(user: User, passwordHash: string): Promise<SignedIn>;
  /** @throws AppError UNAUTHENTICATED unless the token is the last of a sign-in that goes on. */
  refresh(refreshToken: string): Promise<SignedIn>;
  /** Ends one sign-in of that user; one that has ended stays so. */
  end(userId: string, signInId: string): Promise<void>;
  endAll(userId: string): Promise<void>;
}

export interface SignInServiceDependencies {
  readonly signIns: SignInRepository;
  readonly users: UserRepository;
  readonly signer: TokenSigner;
  readonly settings: SignInSettings;
  readonly logger: Logger;
}

export function createSignInService(deps: SignInServiceDependencies): SignInService {
  const { signIns, users, signer, settings, logger } = deps;
  const { refreshLifetimeSeconds: refreshExpiresIn, refreshOverlapMs: overlapMs } = settings;
  const issue = () => {
    const refreshToken = createRefreshToken();
    const lifetimes = { lifetimeSeconds: refreshExpiresIn, accessLifetimeSeconds: signer.lifetimeSeconds };
    const issued: IssuedToken = { hash: hashRefreshToken(refreshToken), ...lifetimes };
    return { refreshToken, issued };
  };
  const signedIn = async (user: User, signInId: string, refreshToken: string): Promise<SignedIn> => {
    const { token, expiresIn } = await signer.sign(String(user.id), signInId);
    return { user, accessToken: token, expiresIn, refreshToken, refreshExpiresIn };
  };
  return {
    async start(user, passwordHash) {
      const { refreshToken, issued } = issue();
      const id = randomUUID();
      const isStarted = await signIns.start({ id, userId: user.id, passwordHash }, issued);
      if (!isStarted) throw new AppError('UNAUTHENTICATED', 'The e-mail address or the password is wrong.');
      return signedIn(user, id, refreshToken);
    },
    async refresh(used) {
      const receivedAt = new Date();
      const { refreshToken, issued } = issue();
      const rotation = await signIns.rotate({ usedHash: hashRefreshToken(used), next: issued, receivedAt, overlapMs });
      if (rotation.outcome !== 'rotated') throw refusal(rotation, logger);
      const user = await users.findById(rotation.userId);
      if (user === null) throw refusal({ outcome: 'unknown' }, logger);
      const answer = await signedIn(user, rotation.signInId, refreshToken);
      await untilPast(receivedAt.getTime() + overlapMs);
      return answer;
    },
    end: (userId, signInId) => signIns.revoke(Number(userId), signInId),
    endAll: (userId) => signIns.revokeAll(Number(userId)),
  };
}

function refusal(rotation: Rotation, logger: Logger): AppError {
  if (rotation.outcome === 'reused') {
    const { signInId, userId } = rotation;
    logger.warn({ signInId, userId }, 'a refresh token was used twice; its sign-in has ended');
  }
  return new AppError('UNAUTHENTICATED', 'The refresh token is not good any more; sign in again.');
}

/** Timers may be a millisecond early. */
async function untilPast(time: number): Promise<void> {
  while (Date.now() <= time) await setTimeout(time - Date.now() + 1);
}
