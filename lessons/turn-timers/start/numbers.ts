// Which channel number does a peer get? This file is for that, if you like.
export {};
