package io.videocatalog.resource;

/** The contract that holds for every entity. A subclass names the entity, and has all its tests. */
public abstract class EntityContractTest
        implements
            CrudContract,
            PreconditionContract,
            PagingContract,
            ListContract,
            ExportContract,
            ImportFaultContract,
            EngineContract,
            RaceContract {
}
