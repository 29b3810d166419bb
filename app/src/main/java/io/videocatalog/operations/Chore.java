package io.videocatalog.operations;

/** Something that a running service does from time to time; every bean of this type is called. Replicas do it independently. */
public interface Chore {

    void carryOut();
}
