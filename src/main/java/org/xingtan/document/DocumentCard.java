package org.xingtan.document;

/**
 * What others may know of a stored file.
 *
 * @param name   as the giver named it; shown and offered for saving, never a path
 * @param sha256 of the bytes, in hexadecimal: the name they are kept under and the ETag they are served with
 */
public record DocumentCard(DocumentId id, String name, String mediaType, long size, String sha256) {}
