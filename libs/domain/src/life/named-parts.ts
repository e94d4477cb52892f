/** A parcel as records of officers and warehouses name it: `<ebpCode>:<orderNo>`. An orderNo may contain colons. */
export function platformOf(parcelId: string): string {
  const colon = parcelId.indexOf(':');
  return colon < 0 ? '' : parcelId.slice(0, colon);
}

/** The parcel of a notice `<parcelId>:<revision>:<action>`. */
export function parcelIdOf(noticeId: string): string {
  return noticeId.split(':').slice(0, -2).join(':');
}
