import type { AddressOf, Config } from '@broker/platform';

/** How the address of a witness is looked at; those that the operator named may lie in the partners' own network (WITNESS_HOSTS). */
export const witnessAddress = ({ witnessHosts }: Pick<Config, 'witnessHosts'>): AddressOf => ({
  code: 'ledger/witness',
  noun: 'witness',
  example: 'https://witness.example.org',
  privateHosts: witnessHosts,
});
