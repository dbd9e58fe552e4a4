import type { MutationResolvers } from '../__generated__/resolvers.ts';
import type { SignedIn } from '../services/sign-in.service.ts';

export const Mutation: MutationResolvers = {
  register: async (_parent, { email, password, invitation }, { registrations }) =>
    authPayload(await registrations.register({ email, password, invitation: invitation ?? undefined })),
  login: async (_parent, { email, password }, { accounts }) => authPayload(await accounts.login(email, password)),
  refresh: async (_parent, { refreshToken }, { signIns }) => authPayload(await signIns.refresh(refreshToken)),
  async logout(_parent, { everywhere }, { signIns, caller }) {
    const { userId, signInId } = caller();
    await (everywhere ? signIns.endAll(userId) : signIns.end(userId, signInId));
    return true;
  },
  changePassword: async (_parent, { currentPassword, newPassword }, { accounts, caller }) =>
    authPayload(await accounts.changePassword(caller().userId, { currentPassword, newPassword })),
};

function authPayload(signedIn: SignedIn) {
  return { ...signedIn, tokenType: 'bearer' };
}
