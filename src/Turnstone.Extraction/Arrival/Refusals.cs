using Turnstone.Domain.Kernel;

namespace Turnstone.Extraction.Arrival;

/// <summary>Why files of a place could not be had: each names the place and what to do.</summary>
public static class Refusals
{
    /// <summary>The folder is not there, or not for us.</summary>
    public static Refusal NoFolder(string place, string why) => new("sources.no_folder",
        $"{place} cannot be read: {why} Make the folder, or give this program the right to it.",
        RefusalKind.Outside);

    /// <summary>A file that could not be read or tidied.</summary>
    public static Refusal NoFile(string place, string name, string why) => new("sources.no_file",
        $"{place}: {name} cannot be had: {why} It is tried again at the next look.", RefusalKind.Outside);

    /// <summary>Fewer or more bytes than were listed.</summary>
    public static Refusal OtherSize(string place, string name, long listed, long got) => new("sources.other_size",
        $"{place}: {name} has {got} bytes where {listed} were listed: it is still being written, or the transfer "
        + "broke off. It is tried again at the next look.", RefusalKind.Outside);

    /// <summary>A program of the system is missing.</summary>
    public static Refusal NoProgram(string program, string package) => new("sources.no_program",
        $"The program {program} is not on this machine: install it, e.g. 'apt-get install {package}'.",
        RefusalKind.Outside);

    /// <summary>The server is another one, is not there, or does not let us in.</summary>
    public static Refusal NoServer(string place, string why) => new("sources.no_server",
        $"{place} does not answer as it should: {why}", RefusalKind.Outside);

    /// <summary>Our key for the server is missing.</summary>
    public static Refusal NoKey(string place, string file) => new("sources.no_key",
        $"{place}: there is no key {file}: put the private key there, readable by this program alone.",
        RefusalKind.Outside);

    /// <summary>The file cannot be decrypted.</summary>
    public static Refusal NotDecrypted(string name, string why) => new("sources.not_decrypted",
        $"{name} cannot be decrypted: {why} Import our private key with 'gpg --homedir KEYS/gnupg --import', or ask "
        + "the sender for which key it was encrypted.", RefusalKind.Outside);

    /// <summary>The file unfolds to more than is read.</summary>
    public static Refusal TooMuch(string name, long most) => new("sources.too_much",
        $"{name} unfolds to more than {most} bytes and is not read.", RefusalKind.Outside);
}
