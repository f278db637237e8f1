/** What identifies the card in every MMC slot here [composed]: the values that its registers would give. */
export const CARD = { vendor: '0000001b', serial: '5a3c0f12', revision: '1.0', product: 'SMI  ' } as const;
