import type { ClaudeSystem } from '../../support/client-system.ts';
import { Visitor, type Size } from './visitor.ts';

const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 60_000 };

export const uploads = {
  async 'uploads under way and failed, and no network'(system: ClaudeSystem, size: Size): Promise<readonly string[]> {
    await using visitor = await Visitor.comeSignedIn(system, size, { hasFile: false });
    const { page } = visitor;
    await visitor.openPanel('Files');
    await visitor.button('Add a dataset').waitFor();
    const choose = (name: string, content: string): Promise<void> =>
      page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
    const network = await visitor.watched.context.newCDPSession(page);
    await network.send('Network.enable');
    await network.send('Network.emulateNetworkConditions', slow);
    await choose('weather stations of the whole country, hourly.csv', `hour,rain\n${'12,0.25\n'.repeat(1_000_000)}`);
    await visitor.look('upload-in-progress', page.getByText(/^[1-9].* of 8\.0 MB/));
    await visitor.button(/^Cancel the upload/).click();
    await network.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 });
    await choose('empty.csv', '');
    await visitor.look('upload-failed', visitor.button('Try again'));
    await visitor.watched.context.setOffline(true);
    await visitor.closePanel();
    await visitor.look('offline', page.getByText('You are offline.'));
    return visitor.faults();
  },
};
