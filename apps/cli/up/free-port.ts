import net from 'node:net';
import { StartFault } from '@broker/platform';

/** Makes sure that we can listen on a port; throws a StartFault that names PORT when we cannot. */
export async function assertPortFree(port: number, host: string): Promise<void> {
  const probe = net.createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject).listen(port, host, resolve);
    });
  } catch (error) {
    throw explainListening(error, port, host);
  } finally {
    probe.close();
  }
}

/** What an error of `listen` means to the person who starts the broker. */
export function explainListening(error: unknown, port: number, host: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE')
    return new StartFault(
      `Port ${port} is taken by another program (perhaps a broker that runs already).`,
      `Stop that program, or choose another port, for example: PORT=${port + 1} npm start`,
    );
  if (code === 'EACCES')
    return new StartFault(
      `This account may not listen on port ${port}.`,
      'Set PORT to a number above 1023, for example: PORT=3000 npm start',
    );
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new StartFault(
      `This computer has no address ${host}.`,
      'Leave HOST out, or set it to 127.0.0.1 or 0.0.0.0.',
    );
  return error;
}
